"""The settings of a run: what may change the data, and nothing else (workers and runners do not).

From `--config FILE` (TOML, YAML or JSON) and `--set key=value`, the latter winning. In Prefect's UI the same models
make the form.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from flows.config import read_config
from tasks.errors import UsageError
from tasks.repair import ALL_STEPS, Context, Precision


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _no_switch(cls, value: Any, about: ValidationInfo) -> Any:
        """`threshold = true` would be taken for 1."""
        if isinstance(value, bool) and cls.model_fields[about.field_name or ""].annotation is not bool:
            raise ValueError(f"{str(value).lower()} is no value for it")
        return value


def _parts(value: Any) -> Any:
    """`en,de` for a list of two."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _host(name: str) -> str:
    """A site as articles have it, whether it is written with www, in capitals or as an address."""
    from tasks.intake.values import site

    return site(name) or name


class FieldSettings(_Settings):
    """Which field of a record is what, as dotted paths ("article.body"); what is not set is guessed."""

    text: str | None = Field(None, description="The article's text, or its page.")
    url: str | None = Field(None, description="Its address.")
    title: str | None = Field(None, description="Its headline.")
    date: str | None = Field(None, description="When it was published.")
    site: str | None = Field(None, description="The site it is of; otherwise its address tells.")
    id: str | None = Field(None, description="The dump's own id, kept as `source_id`.")
    authors: str | None = Field(None, description="Who wrote it.")
    lang: str | None = Field(None, description="Its language; otherwise its text tells.")

    @field_validator("*")
    @classmethod
    def _named(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            raise ValueError("names no field; write its name, or leave the setting out to have it guessed")
        return value


# No dump has as many words, articles or bytes, and far larger numbers no file of a dataset can hold.
_MOST = 1 << 40

Furniture = Literal["off", "known", "learned"]


class SiteFurniture(_Settings):
    """Page furniture of one site, where it differs."""

    mode: Furniture | None = Field(None, description="As for all sites, where it is not set.")
    strip: tuple[str, ...] = Field((), description="Lines to strip besides.")
    keep: tuple[str, ...] = Field((), description="Lines never to strip, besides.")


class FurnitureSettings(_Settings):
    """Page furniture."""

    mode: Furniture = Field(
        "learned",
        description="What to strip: nothing but `strip`, known furniture, or what is learned from the dump besides.",
    )
    wording: bool = Field(
        True, description="Strip lines, too, that are only worded as furniture is, and learn such from fewer articles."
    )
    strip: tuple[str, ...] = Field((), description="Lines to strip wherever they stand, besides those known.")
    keep: tuple[str, ...] = Field((), description="Lines never to strip.")
    sites: dict[str, SiteFurniture] = Field({}, description="What is otherwise for a site, by its host without www.")
    min_articles: int = Field(
        10,
        ge=2,
        le=_MOST,
        description="Articles of one site in which a line must stand before it is learned; half as many where it stands in a large share of them, a fifth or a third where it is worded as furniture is.",
    )
    min_share: float = Field(
        0.05,
        gt=0,
        le=1,
        description="Share of the site's articles in which it must stand; a fifth of it for lines that speak to readers.",
    )

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """`furniture = "off"` for `furniture.mode = "off"`."""
        return {"mode": value} if isinstance(value, str) else value

    @field_validator("sites")
    @classmethod
    def _hosts(cls, value: dict[str, SiteFurniture]) -> dict[str, SiteFurniture]:
        found = {_host(name): own for name, own in value.items()}
        if len(found) < len(value):
            raise ValueError("names a site twice, in two spellings")
        return found

    def mode_of(self, site: str | None) -> Furniture:
        """What to strip from a site's articles."""
        own = self.sites.get(site or "")
        return own.mode if own and own.mode else self.mode


class DedupeSettings(_Settings):
    """Duplicates."""

    near: bool = Field(True, description="Remove near copies, not only exact ones.")
    threshold: float = Field(
        0.7, ge=0.3, le=1, description="Jaccard similarity of shingles from which two texts are copies."
    )
    contained: float | None = Field(
        None,
        ge=0.5,
        le=1,
        description="Remove articles, too, of whose shingles this share or more stands in a longer one (0.95, say); null: none.",
    )
    shingle: int = Field(5, ge=1, le=20, description="Words in a shingle.")
    keep: tuple[Literal["preferred", "longest", "intact", "earliest", "first"], ...] = Field(
        ("preferred", "longest", "intact", "earliest", "first"),
        description="Which copy stays: one of the preferred sites, the longest text (of such as have about as many letters, first those that have not lost their capitals or the ends of their sentences), the one with the fewest characters that were restored by guess or are lost, and then that lacks least of title, url, date and authors, the earliest published, the first by file and position. What is left unsaid follows in this order.",
    )
    prefer: tuple[str, ...] = Field(
        (), description="The preferred sites, the best first, such as example.org,example.com; the others follow."
    )

    _split = field_validator("keep", "prefer", mode="before")(_parts)

    @field_validator("prefer")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(_host, value))

    def order(self) -> tuple[str, ...]:
        """The order of keeping: the settings' own, then the rest of the default one."""
        return tuple(dict.fromkeys((*self.keep, *type(self).model_fields["keep"].default)))


# Choices in the form; who writes another name is told so in this project's words.
_Step = Annotated[str, WithJsonSchema({"type": "string", "enum": list(ALL_STEPS)})]


class CleanSettings(_Settings):
    """What a run does to a dump."""

    steps: tuple[_Step, ...] = Field(
        ALL_STEPS,
        description=f"The steps to take, a subset of: {', '.join(ALL_STEPS)}.",
    )
    fields: FieldSettings = Field(
        FieldSettings(), description="Which field of a record is what, where it is not to be guessed."
    )
    encoding: str | None = Field(
        None, description="The encoding of all sources, where it is known; UTF-8 is always tried first."
    )
    precision: Precision = Field("balanced", description="How sure the apostrophes step must be.")
    min_words: int = Field(
        1,
        ge=1,
        le=_MOST,
        description="Articles with fewer words go to rejects; of Chinese and Japanese, each character is one.",
    )
    languages: tuple[str, ...] = Field(
        (), description="Languages to keep (ISO 639-1), such as en,de; none given: all. Texts too short to tell stay."
    )
    furniture: FurnitureSettings = Field(
        FurnitureSettings(), description="Page furniture: what is learned, stripped, kept."
    )
    dedupe: DedupeSettings = Field(DedupeSettings(), description="What counts as a copy, and which copy stays.")
    max_record_bytes: int = Field(
        64 << 20, ge=1 << 10, le=_MOST, description="The longest line or document that is read."
    )
    shard_bytes: int = Field(32 << 20, ge=1 << 16, le=_MOST, description="Input that is worked on as one unit.")
    partition_by: Literal["site", "lang", "published_month"] | None = Field(
        None, description="Write articles into folders by this value, as Hive does (site=example.org/...)."
    )
    cleaned_at: str | None = Field(
        None,
        description="The instant to write as `cleaned_at` (ISO 8601); default: the newest source file's time of change.",
    )

    _split = field_validator("steps", "languages", mode="before")(_parts)

    @field_validator("steps")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError(f"names no step; the steps are {', '.join(ALL_STEPS)}")
        if unknown := sorted(set(value) - set(ALL_STEPS)):
            raise ValueError(f"no step named {', '.join(unknown)}; the steps are {', '.join(ALL_STEPS)}")
        return tuple(step for step in ALL_STEPS if step in value)

    @field_validator("encoding")
    @classmethod
    def _encoding(cls, value: str | None) -> str | None:
        from tasks.intake.decode import codec

        if value and codec(value) is None:
            raise ValueError(f"no encoding named {value}")
        return value

    @field_validator("languages")
    @classmethod
    def _languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        from tasks.intake.values import language

        for name in value:
            if language(name) is None:
                raise ValueError(f"{name!r} is no language; write ISO 639-1 codes, such as en,de")
        return tuple(dict.fromkeys(language(name) or name for name in value))

    @field_validator("cleaned_at", mode="before")
    @classmethod
    def _written(cls, value: Any) -> Any:
        """TOML and YAML have dates of their own."""
        return value.isoformat() if isinstance(value, date) else value

    @field_validator("cleaned_at")
    @classmethod
    def _instant(cls, value: str | None) -> str | None:
        from tasks.intake.dates import parse_date

        if value and parse_date(value) is None:
            raise ValueError("no date in ISO 8601, such as 2024-06-01T00:00:00Z")
        return value

    def context(self, site: str | None = None) -> Context:
        """What the repair steps are told of a site's articles."""
        from tasks.furniture.folding import fold

        furniture = self.furniture
        own = furniture.sites.get(site or "", SiteFurniture())
        strip, keep = (
            frozenset(map(fold, lines)) for lines in (furniture.strip + own.strip, furniture.keep + own.keep)
        )
        return Context(self.precision, strip, keep, furniture.mode_of(site) != "off", furniture.wording)

    def digest(self) -> str:
        """Twelve hex digits that differ where any setting does."""
        return hashlib.sha256(json.dumps(self.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()[:12]


def load_settings(
    config: str | None = None, assignments: Iterable[str] = (), steps: str | None = None
) -> CleanSettings:
    """Settings from a file and `key=value` assignments. Raises UsageError naming the setting and where it was set."""
    values: dict[str, Any] = _given(read_config(config), CleanSettings) if config else {}
    where = {"": config or "settings"}
    if steps is not None:
        values["steps"] = steps
        where["steps"] = "--steps"
    for assignment in assignments:
        key, sign, value = assignment.partition("=")
        if not sign or not key.strip():
            raise UsageError(f"--set {assignment}: write key=value, such as fields.text=body")
        _assign(values, key.strip(), value, assignment)
        where[key.strip()] = f"--set {assignment}"
    try:
        return CleanSettings.model_validate(values)
    except ValidationError as error:
        raise UsageError(_explain(error, where)) from None


def _assign(values: dict[str, Any], key: str, value: str, assignment: str) -> None:
    *parents, last = key.split(".")
    if not all(map(str.strip, (*parents, last))):
        raise UsageError(f"--set {assignment}: nothing stands beside a dot of {key!r}; write it as in fields.text=body")
    if parents[:2] == ["furniture", "sites"]:  # a site's name has dots of its own
        if value[:1] == "{" and last not in SiteFurniture.model_fields:  # all that is set of the site
            parents, last = parents[:2], ".".join([*parents[2:], last])
        else:
            parents[2:] = [".".join(parents[2:])]
        if parents[2:] == [""]:
            there = ", ".join(SiteFurniture.model_fields)
            raise UsageError(f"--set {assignment}: write what to set of the site ({there}), such as {key}.mode=known")
    for parent in parents:
        child = values.setdefault(parent, {})
        if not isinstance(child, dict):
            raise UsageError(f"--set {assignment}: {parent} is a single value")
        values = child
    values[last] = _value(value, assignment, lines=last in ("strip", "keep") and parents[:1] == ["furniture"])


_LIST = re.compile(r'\[\s*"')


def _value(value: str, assignment: str, lines: bool) -> Any:
    """What a word of the command line says: null, a list or group as JSON has it, or what the setting makes of it."""
    if value == "null":
        return None
    if value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            if _LIST.match(value):  # what else is in brackets may be a line: "[Photo]"
                raise UsageError(f'--set {assignment}: is no list in JSON ({error}); write ["one", "two"]') from None
    return [part for part in value.split("|") if part] if lines else value  # commas are part of such lines


def _given(values: Mapping[str, Any], model: Any) -> dict[str, Any]:
    """What a file sets: a known name with nothing behind it, such as `dedupe:` above lines that are commented out, sets nothing."""
    known = getattr(model, "model_fields", {})
    return {
        name: _given(value, known[name].annotation) if isinstance(value, Mapping) and name in known else value
        for name, value in values.items()
        if value is not None or name not in known
    }


def _explain(error: ValidationError, where: Mapping[str, str]) -> str:
    first = error.errors()[0]
    path = [str(part) for part in first["loc"]]
    key = ".".join(part for part in path if not part.isdigit())
    outer = (key.rsplit(".", n)[0] for n in range(3))
    inner = (name for name in where if name.startswith(f"{key}."))
    place = where[next((name for name in chain(outer, inner) if name in where), "")]
    if first["type"] == "extra_forbidden":
        return f"{place}: unknown setting {key!r}; there are: {', '.join(_model(path[:-1]).model_fields)}"
    if first["type"] in ("model_type", "model_attributes_type"):
        return f"{place}: setting {key!r}: is a group of settings; there are: {', '.join(_model(path).model_fields)}"
    said = _PLAINLY.get(first["type"], first["msg"].removeprefix("Value error, "))
    return f"{place}: setting {key!r}: {said}"


_PLAINLY = {
    "tuple_type": 'Input should be a list, such as ["one", "two"]',
    "dict_type": "Input should be a group of settings",
    "int_parsing": "Input should be a valid integer",
    "float_parsing": "Input should be a valid number",
}


def _model(path: list[str]) -> Any:
    """The group of settings at a path."""
    model: Any = CleanSettings
    for part in path:
        if part in getattr(model, "model_fields", ()):
            model = model.model_fields[part].annotation
        elif get_origin(model) is dict:  # the name of a site
            model = get_args(model)[1]
    return model
