"""Fields that a file's first rows do not show: what a record holds under a name that says what it is.

A dump begins with its oldest rows, before a scraper knew of dates, or joins rows that call one thing by two names. So where the
file's field for a role has nothing in a record, and where it has a poorer name, these count as well, by their names alone:

- fields that were empty in the first rows, or said one thing in all of them, or that are in none of them;
- fields that the first rows have in the other's place, never beside it: what stands beside it ("guid", "updated_at") is
  something else.

All of that is told by the file's first rows and the record itself, so that it is the same in whatever shares a file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tasks.intake import values
from tasks.intake.dates import date_within, day_first, says_something
from tasks.intake.fields import are_words, beside, constant, get, is_nothing, is_otherwise, leaves_of, size_of
from tasks.intake.names import ROLES, Path, bare, means_text, roles_of
from tasks.intake.nested import text_of

_Ranked = tuple[int, int, Path]
_MOST_NAMES = 10_000
_EMPTY: tuple[Any, ...] = (None, "", [], {})


class Found(NamedTuple):
    """A role's value in a record, and where it is."""

    role: int
    """Its place in `ROLES`."""
    path: Path
    value: Any


class _Shape:
    """The names in some objects, and in those below them."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        held: dict[str, list[Any]] = {}
        for row in rows:
            for name, value in row.items():
                there = held.setdefault(name, [])
                if value is not None:
                    there.append(value)
        self.names = set(held)
        # Where there are objects, and where there may be some yet.
        within = {name: [one for one in some if isinstance(one, dict)] for name, some in held.items()}
        self.inner = tuple((name, _Shape(some)) for name, some in within.items() if some or not held[name])

    def lacks_some_below(self, row: Mapping[str, Any]) -> bool:
        """Whether there are names in the objects of a row that are not here."""
        for name, below in self.inner:
            value = row.get(name)
            if value.__class__ is dict and (
                not below.names.issuperset(value) or (below.inner and below.lacks_some_below(value))
            ):
                return True
        return False


class Later:
    """What else the records of a file may have for each role, beside the file's fields."""

    def __init__(
        self, rows: Sequence[Mapping[str, Any]], paths: Mapping[str, Path], settings: Mapping[str, str]
    ) -> None:
        self._paths = paths
        self._is_deep = len(bare(paths.get("text", ("",)))) > 1
        self._open = tuple((i, role) for i, role in enumerate(ROLES) if role not in settings)
        self._shape = _Shape(rows)
        self._names, self._has_names = self._shape.names, self._shape.names.issuperset
        self._dull: set[str] = set()  # so that names without a meaning are looked at once
        full: dict[Path, set[int]] = {}
        for i, row in enumerate(rows):
            for path, value in leaves_of(row):
                at = full.setdefault(path, set())
                if size_of(value):
                    at.add(i)
        self._seen = frozenset(full)
        summary = "text" in paths and not means_text(paths["text"])
        # What stood in the place of texts when a summary was taken for them.
        self._instead = {
            path: said for path in full if summary and means_text(path) and (said := constant(rows, path)) is not None
        }
        self._empty: dict[str, list[_Ranked]] = {}
        self._apart: dict[str, list[_Ranked]] = {}
        for path, at in full.items():
            for role, ranked in roles_of(path):
                if not at or (role == "text" and path in self._instead) or (role == "date" and _says_none(rows, path)):
                    self._empty.setdefault(role, []).append(ranked)
                elif role in paths and path != paths[role] and at.isdisjoint(full.get(paths[role], ())):
                    self._apart.setdefault(role, []).append(ranked)
        self._day_first = {path: day_first(get(row, path) for row in rows) for *_, path in self._apart.get("date", ())}
        # Asked of each record: nearly all of them have nothing to find, and a look costs as much as all the rest of the reading.
        self._watched = tuple(
            path
            for _, role in self._open
            for *_, path in self._empty.get(role, ())
            if role != "text" or ("text" in paths and self._better("text", self._empty["text"]))
        )
        watched = {path[0] for path in self._watched if len(path) == 1}
        self._shape.inner = tuple((name, below) for name, below in self._shape.inner if name not in watched)
        self._lacked = tuple(i for i, role in self._open if role in self._apart)

    def of(self, row: Mapping[str, Any], picked: Sequence[Any]) -> Sequence[Found]:
        """What a row has where its file's fields have nothing or a poorer name; `picked` is what these have, in the order of `ROLES`."""
        if self._has_names(row) or not self._is_strange(row):
            for path in self._watched:
                value = row.get(path[0])
                if value is not None and not _is_empty(value if len(path) == 1 else get(row, path)):
                    break
            else:
                if not (self._shape.inner and self._shape.lacks_some_below(row)) and not (
                    self._lacked and any(picked[i] in _EMPTY for i in self._lacked)
                ):
                    return ()
        return tuple(self._found(row, picked, self._new(row)))

    def _is_strange(self, row: Mapping[str, Any]) -> bool:
        """Whether a row has names that are neither in the first rows nor known to say nothing, unless of objects."""
        names, dull = self._names, self._dull
        return any(name not in names and (name not in dull or value.__class__ is dict) for name, value in row.items())

    def day_first(self, path: Path) -> bool | None:
        """Whether dates of a field have the day first, where the file's first rows show that."""
        return self._day_first.get(path)

    def _new(self, row: Mapping[str, Any]) -> dict[str, list[_Ranked]]:
        new: dict[str, list[_Ranked]] = {}
        for path, _ in leaves_of(row):
            if path not in self._seen:
                fitting = roles_of(path)
                for role, ranked in fitting:
                    new.setdefault(role, []).append(ranked)
                if not fitting and len(path) == 1 and len(self._dull) < _MOST_NAMES:
                    self._dull.add(path[0])
        return new

    def _found(
        self, row: Mapping[str, Any], picked: Sequence[Any], new: Mapping[str, Sequence[_Ranked]]
    ) -> Iterator[Found]:
        for i, role in self._open:
            own = self._paths.get(role)
            others = [*self._empty.get(role, ()), *new.get(role, ())]
            lacks = picked[i] in _EMPTY
            if lacks:
                if role == "text":
                    continue  # such a record is looked at as a whole
                others += self._apart.get(role, ())
            if not others:
                continue
            if not lacks:
                others = self._better(role, others)
            if role == "date" and not (own and is_otherwise(own)):
                others = [one for one in others if not is_otherwise(one[-1])]
            there: dict[Path, Any] = {}
            for *_, path in sorted(others):
                # (What is only put around a value is taken off where it is got.)
                if own and bare(path) == bare(own):
                    continue
                if _serves(role, value := get(row, path)) and (role != "text" or self._instead.get(path) != value):
                    there[path] = value
                    if not self._is_deep:
                        break  # it is the best
            if there:
                path = beside([*there] if lacks or own is None else [*there, own], self._paths.get("text", ()), role)
                if path != own:
                    yield Found(i, path, there[path])

    def _better(self, role: str, others: Sequence[_Ranked]) -> list[_Ranked]:
        """Those that have a better name than the file's field, which may have been told by what is in it."""
        own = next((ranked for of, ranked in roles_of(self._paths[role]) if of == role), None)
        if role == "text":
            return [] if own or means_text(self._paths[role]) else [*others]
        return [ranked for ranked in others if own is None or ranked < own]


def _says_none(rows: Iterable[Mapping[str, Any]], path: Path) -> bool:
    """Whether a field has nothing but what programs write for no date."""
    return not any(says_something(get(row, path)) for row in rows)


def _is_empty(value: Any) -> bool:
    return value in _EMPTY or is_nothing(value)


def _serves(role: str, value: Any) -> bool:
    """Whether a value is one that the role may have."""
    if _is_empty(value):
        return False
    if role == "text":
        return are_words(value)
    if role == "date":
        return date_within(value) is not None
    if role == "authors":
        return bool(values.authors(value))
    if role == "lang":
        return values.language(value) is not None
    if role == "url":
        return "/" in (values.line(value) or "")
    return values.line(text_of(value) if role == "title" else value) is not None
