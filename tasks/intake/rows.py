"""A file's rows -> records and rejects: which field is what, what a row holds inside, the article out of its page.

The first rows of a file settle what holds for all of it: which field is which (`fields`), what is packed into some of
them (`nested`), and whether their dates have the day first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from tasks.intake import fields, nested, values
from tasks.intake.dates import date_within, day_first, parse_date, says_something
from tasks.intake.decode import valid_unicode
from tasks.intake.front_matter import front_matter, headline
from tasks.intake.gathered import holds_articles, records_in, within_lists
from tasks.intake.items import Item, Problem, sample
from tasks.intake.later import Later
from tasks.intake.markup import Extracted, extract_article, host, is_page
from tasks.intake.names import ROLES, Path, means_text
from tasks.intake.readers import jsons
from tasks.intake.records import Record, Reject
from tasks.intake.streams import Member


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What the user said about reading. `fields` maps roles to dotted paths; `encoding` is declared for all files."""

    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    max_record_bytes: int = 64 << 20
    extract_pages: bool = True


_MOST_OTHERS, _MOST_SHOWN = 8, 60


@dataclass(slots=True)
class FileReport:
    """How a file (or a file inside an archive) was read."""

    file: str
    format: str = ""
    compression: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    encodings: dict[str, int] = field(default_factory=dict)
    records: int = 0
    first_reject: str = ""
    """Why its first record was rejected, where it was."""
    others: dict[str, list[str]] = field(default_factory=dict)
    """Of each role the fields that single records had in the place of the file's."""
    missing: list[str] = field(default_factory=list)
    """The roles whose fields the user has set, and no record has."""
    unread_dates: int = 0
    """Of its articles."""
    unread_date: str = ""
    """The first of them."""

    def tell(self, role: str, path: tuple[str, ...]) -> None:
        """Count in a field of a single record."""
        told, name = self.others.setdefault(role, []), valid_unicode(".".join(path))
        if name not in told and len(told) < _MOST_OTHERS:
            told.append(name)

    def count_unread(self, date: Any) -> None:
        """Count in a record's date of which nothing could be made, if it is one that was meant to be a date."""
        if says_something(date):
            self.unread_dates += 1
            if not self.unread_date:
                told = jsons.dump(date).decode() if isinstance(date, list | Mapping) else valid_unicode(str(date))
                self.unread_date = " ".join(told[:_MOST_SHOWN].split())


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a file's rows have what, and whether their dates have the day first, where that is known."""

    paths: Mapping[str, Path]
    pick: fields.Pick
    day_first: bool | None = None
    later: Later | None = None
    """What single rows may have besides."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a file's first rows show: those rows, and the columns of theirs that are opened."""

    rows: list[Mapping[str, Any]]
    packed: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()


def records_of(
    items: Iterator[Item | Problem],
    beginning: Beginning | None,
    member: Member,
    takes: Callable[[Item | Problem], bool],
    settings: ReadSettings,
    report: FileReport,
) -> Iterator[Record | Reject]:
    """Those items that `takes` wants, which is asked of each, as records, once the first have shown which field is which.

    Where the items are not all of their file's, its `beginning` shows that.
    """
    if beginning is None:
        items, beginning = _begun(items)
    elif beginning.packed | beginning.joined:
        items = _opened(items, beginning.packed, beginning.joined)
    layout: _Layout | None = None
    around = _NO_LAYOUT  # documents
    encodings = report.encodings
    for item in items:
        mine = takes(item)
        if isinstance(item, Problem):
            if mine:
                yield Reject(member.name, item.position, item.reason, item.detail, item.raw, url=item.url)
            continue
        if item.folders and around is _NO_LAYOUT:
            around = _around(item.folders, settings)
            report.fields = report.fields or _told(around.paths)
        if item.fields is not None and layout is None:
            rows = beginning.rows or [item.fields]
            layout = _layout(rows, rows, settings)
            report.fields = _told(layout.paths)
            report.missing = [role for role in layout.paths if role in settings.fields]
        if not mine:
            continue
        encodings[item.encoding] = encodings.get(item.encoding, 0) + 1
        of = around if item.fields is None or layout is None else layout
        try:
            found = _record(item, member, of, settings, report)
            if isinstance(found, Record):
                yield found
            else:
                yield from _within(found, item, member, of, settings, report)
        except Exception as error:  # law: a record that crashes a library costs that record
            yield Reject(member.name, item.position, "crashed", f"{type(error).__name__}: {error}", _raw(item))


def beginning_of(items: Iterator[Item | Problem]) -> Beginning:
    """What the first items of a file show; where they are all broken, the first that is not."""
    items, beginning = _begun(items)
    if beginning.rows:
        return beginning
    return Beginning([item.fields for item in items if isinstance(item, Item) and item.fields is not None][:1])


def _begun(items: Iterator[Item | Problem]) -> tuple[Iterator[Item | Problem], Beginning]:
    """All items, opened where the first show that they are to be; and what these show."""
    first = sample(items, lambda item: len(item.raw))
    rows = _rows_of(first)
    if (packed := nested.packed(rows)) | (joined := nested.joined(rows)):
        first, items = list(_opened(iter(first), packed, joined)), _opened(items, packed, joined)
    return chain(first, items), Beginning(_rows_of(first), packed, joined)


def _rows_of(items: Iterable[Item | Problem]) -> list[Mapping[str, Any]]:
    return [item.fields for item in items if isinstance(item, Item) and item.fields is not None]


def _layout(first: list[Mapping[str, Any]], rows: Iterable[Mapping[str, Any]], settings: ReadSettings) -> _Layout:
    """What the `first` of some rows show of all, and how `rows` write their dates."""
    paths = fields.guess_fields(first, settings.fields)
    path = paths.get("date", ())
    order = day_first(fields.get(row, path) for row in rows)
    return _Layout(paths, fields.picker(paths), order, Later(first, paths, settings.fields))


def _around(folders: Mapping[str, str], settings: ReadSettings) -> _Layout:
    """What the folders say of the documents in them."""
    found = fields.guess_fields([folders], settings.fields, by_names=True)
    paths = {role: path for role, path in found.items() if role in _OF_FOLDERS and fields.has(folders, path)}
    return _Layout(paths, fields.picker(paths))


_OF_FOLDERS = ("site", "lang", "authors", "date")


def _opened(
    items: Iterator[Item | Problem], packed: frozenset[str], joined: frozenset[str]
) -> Iterator[Item | Problem]:
    """Rows with what some columns hold as JSON, or as paragraphs in one; what a reject shows is the row as it came."""
    for item in items:
        if isinstance(item, Item) and item.fields is not None:
            held = nested.parted(nested.unpacked(item.fields, packed), joined)
            if held is not item.fields:
                item.raw, item.fields, item.strict = _raw(item), held, False
        yield item


_LEAST_TEXT = 40  # characters: lists of other things than articles have fields named "text" or "content" too


def _within(
    found: Reject, item: Item, member: Member, layout: _Layout, settings: ReadSettings, report: FileReport
) -> Iterable[Record | Reject]:
    """A row without a text: what it holds of articles, as the answers of news APIs do that were written a line each; else itself."""
    rows = records_in(item.fields) if found.reason == "no_text" and item.fields else []
    if not rows or rows[0] is item.fields:
        return (found,)
    within = _layout(rows[:20], rows, settings)
    paths = within.paths
    if not {"url", "date"} & paths.keys() and isinstance(item.fields, dict):
        # Parts of an article: what is beside them is its own.
        whole = Item(item.position, fields={**item.fields, "text": rows}, encoding=item.encoding, raw=_raw(item))
        own = fields.guess_fields([whole.fields or {}], settings.fields)
        if own.get("text") == ("text",) and {"url", "title"} & own.keys():
            report.fields = _told(own)
            return [_record(whole, member, _Layout(own, fields.picker(own), layout.day_first), settings, report)]
    texts = (nested.text_of(fields.get(row, paths["text"])) for row in rows) if "text" in paths else ()
    if not any(text and len(text) >= _LEAST_TEXT for text in texts):
        return (found,)
    report.fields = _told(paths)
    inner = (Item(item.position, fields=row, encoding=item.encoding) for row in rows)
    return [_record(one, member, within, settings, report) for one in inner]


def _told(paths: Mapping[str, Path]) -> dict[str, str]:
    return {role: valid_unicode(".".join(path)) for role, path in paths.items()}


def _record(item: Item, member: Member, layout: _Layout, settings: ReadSettings, report: FileReport) -> Record | Reject:
    picked = [
        # `fields.is_nothing`, for a fifth of its price.
        None if value.__class__ is str and len(value) <= fields.LONGEST_NOTHING and value in fields.NOTHING else value
        for value in layout.pick(item.fields or item.folders or {})
    ]
    if report.missing and item.fields is not None:
        report.missing = [role for role in report.missing if not fields.has(item.fields, layout.paths.get(role, ("",)))]
    order = layout.day_first
    if layout.later and item.fields is not None:
        for role, path, value in layout.later.of(item.fields, picked):
            picked[role] = value
            report.tell(ROLES[role], path)
            if ROLES[role] == "date":
                order = layout.later.day_first(path)
    text, url, title, date, site, source_id, authors, lang = picked
    strict = item.strict
    if text.__class__ is str and (listed := nested.listed(text)):
        text, strict = listed, False
    text = item.text if item.fields is None else nested.text_of(text)
    source_id = values.string(source_id)
    url = values.clean(item.url) or values.line(url)
    html = item.html
    page, why = _NO_PAGE, None
    if html is None and text and settings.extract_pages:
        if (said := front_matter(text)) is not None:
            page, text = said, said.text
        if "<" in text and is_page(text):
            html = text
    body = (text if html is None else html) or ""
    if not body or body.isspace():
        if (
            item.fields
            and (own := fields.own_fields(item.fields, settings.fields))
            and own["text"] != layout.paths.get("text")
            # A summary may be of the articles in the row.
            and (means_text(own["text"]) or not holds_articles(item.fields))
        ):
            return _record(item, member, _Layout(own, fields.picker(own), layout.day_first), settings, report)
        why = "no_text", _why_no_text(item, layout.paths)
    elif len(body) > settings.max_record_bytes:
        why = "too_large", f"a text longer than max_record_bytes ({settings.max_record_bytes:,})"
    elif html is not None and settings.extract_pages:
        page = extract_article(html, url)
        body = page.text
        if not body.strip():
            why = "extraction_failed", "no article was found in the page"
    if why:
        return Reject(member.name, item.position, *why, _raw(item), source_id, url)
    language = values.language(lang) or values.language(page.lang)
    abroad = None if language in _MONTH_FIRST else True
    order = abroad if order is None else order
    published_at = date_within(date, order)
    if page.published and (published_at is None or item.fields is None):  # a page knows better than its folder
        published_at = parse_date(page.published, abroad) or published_at
    if published_at is None:
        report.count_unread(date if says_something(date) else page.published)
    record = (
        body if strict and page is _NO_PAGE else valid_unicode(body),
        member.name,
        member.key,
        item.position,
        source_id,
        url or values.clean(page.url),
        host(url) or values.site(site) or page.site,
        values.line(nested.text_of(title)) or values.clean(page.title) or (headline(body) if html is None else None),
        values.authors(authors) or values.authors(page.authors),
        published_at,
        language,
        item.encoding,
        html if settings.extract_pages else None,
    )
    return _new(Record, record)


_NO_PAGE = Extracted("")
_NO_LAYOUT = _Layout({}, fields.picker({}))
_MONTH_FIRST = (None, "en", "tl")  # languages, by CLDR's short dates with the year last; and where none is told
_new = tuple.__new__  # a sixth of the price of a call of the class


def _raw(item: Item) -> bytes:
    if item.raw:
        return item.raw
    if item.fields is not None:
        return jsons.dump(item.fields)
    return (item.html or item.text or "").encode("utf-8", "replace")


def _why_no_text(item: Item, paths: Mapping[str, Path]) -> str:
    if item.fields is None:
        return "the document is empty"
    names = ", ".join(str(name)[:40] for name in islice(item.fields, 20))
    inside = within_lists(item.fields)
    if "text" not in paths:
        told = f"no field looks like the text (there are: {names}); "
        if inside:
            return (
                told
                + f"if the articles are what {inside} holds, write these a line each: jq -c '{inside}' FILE > NEW.jsonl"
            )
        return told + "name it: --set fields.text=NAME"
    path = ".".join(paths["text"])
    value = fields.get(item.fields, paths["text"])
    if value is None and fields.has(item.fields, paths["text"]):
        return f"the field {path!r} is null"
    if value is None:
        told = f"no field {path!r} in this record (there are: {names})"
        return (
            f"{told}; lists are entered by jq -c '{inside}' FILE > NEW.jsonl"
            if inside and len(paths["text"]) > 1
            else told
        )
    if fields.is_nothing(value):
        return f"the field {path!r} says {value!r}: nothing"
    return f"the field {path!r} {nested.why_no_text(value)}"
