"""Fields that a file's first rows do not show: what a record holds under a name that says what it is.

A dump begins with its oldest rows, before a scraper knew of dates, or joins rows that call one thing by two names. So where the
file's field for a role has nothing in a record, and where it has a poorer name, these count as well, by their names alone:

- fields that were empty in the first rows, or that are in none of them;
- fields that the first rows have in the other's place, never beside it: what stands beside it ("guid", "updated_at") is
  something else.

All of that is told by the file's first rows and the record itself, so that it is the same in whatever shares a file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tasks.intake import values
from tasks.intake.dates import date_within, day_first
from tasks.intake.fields import (
    ROLES,
    Path,
    are_words,
    bare,
    beside,
    get,
    is_nothing,
    is_otherwise,
    leaves_of,
    means_text,
    roles_of,
    size_of,
)
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
                if value is not None:
                    held.setdefault(name, []).append(value)
                else:
                    held.setdefault(name, [])
        self.names = set(held)
        # Where there are objects, and where there may be some yet.
        within = {name: [one for one in some if isinstance(one, dict)] for name, some in held.items()}
        self.inner = tuple((name, _Shape(some)) for name, some in within.items() if some or not held[name])

    def lacks_names_of(self, row: Mapping[str, Any]) -> bool:
        """Whether there are names in a row that are not here."""
        if not self.names.issuperset(row):
            return True
        return any(
            isinstance(value := row.get(name), dict) and below.lacks_names_of(value) for name, below in self.inner
        )


class Later:
    """What else the records of a file may have for each role, beside the file's fields."""

    def __init__(
        self, rows: Sequence[Mapping[str, Any]], paths: Mapping[str, Path], settings: Mapping[str, str]
    ) -> None:
        self._paths = paths
        self._open = tuple((i, role) for i, role in enumerate(ROLES) if role not in settings)
        self._shape = _Shape(rows)
        self._names, self._nested = self._shape.names, bool(self._shape.inner)
        full: dict[Path, set[int]] = {}
        for i, row in enumerate(rows):
            for path, value in leaves_of(row):
                at = full.setdefault(path, set())
                if size_of(value):
                    at.add(i)
        self._seen = frozenset(full)
        self._empty: dict[str, list[_Ranked]] = {}
        self._apart: dict[str, list[_Ranked]] = {}
        for path, at in full.items():
            for role, ranked in roles_of(path):
                if not at:
                    self._empty.setdefault(role, []).append(ranked)
                elif role in paths and path != paths[role] and at.isdisjoint(full.get(paths[role], ())):
                    self._apart.setdefault(role, []).append(ranked)
        self._day_first = {path: day_first(get(row, path) for row in rows) for *_, path in self._apart.get("date", ())}
        # Asked of each record.
        self._always = any(self._may_be_better(role, self._empty.get(role, ())) for _, role in self._open)
        self._lacked = tuple(i for i, role in self._open if role in self._empty or role in self._apart)

    def of(self, row: Mapping[str, Any], picked: Sequence[Any]) -> Sequence[Found]:
        """What a row has where its file's fields have nothing or a poorer name; `picked` is what these have, in the order of `ROLES`."""
        strange = not self._names.issuperset(row) or (self._nested and self._shape.lacks_names_of(row))
        if not strange and not self._always:
            for i in self._lacked:
                if picked[i] in _EMPTY:
                    break
            else:
                return ()
        new = self._new(row) if strange else {}
        return tuple(self._found(row, picked, new))

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
                if not fitting and len(path) == 1 and len(self._names) < _MOST_NAMES:
                    self._names.add(path[0])  # says nothing in any record
        return new

    def _found(
        self, row: Mapping[str, Any], picked: Sequence[Any], new: Mapping[str, Sequence[_Ranked]]
    ) -> Iterator[Found]:
        text = self._paths.get("text", ())
        for i, role in self._open:
            own = self._paths.get(role)
            others = [*self._empty.get(role, ()), *new.get(role, ())]
            lacks = picked[i] in _EMPTY
            if lacks:
                if role == "text":
                    continue  # such a record is looked at as a whole
                others += self._apart.get(role, ())
            elif others:
                others = self._better(role, others)
            if role == "date" and own and not is_otherwise(own):
                others = [one for one in others if not is_otherwise(one[-1])]
            # (What is only put around a value is taken off where it is got.)
            there = {path: get(row, path) for *_, path in sorted(others) if not own or bare(path) != bare(own)}
            there = {path: value for path, value in there.items() if _serves(role, value)}
            if there:
                best = [*there] if lacks or own is None else [*there, own]
                path = beside(best, text, role)
                if path != own:
                    yield Found(i, path, there[path])

    def _may_be_better(self, role: str, others: Sequence[_Ranked]) -> bool:
        return role in self._paths and bool(self._better(role, others))

    def _better(self, role: str, others: Sequence[_Ranked]) -> list[_Ranked]:
        """Those that have a better name than the file's field, which may have been told by what is in it."""
        own = next((ranked for of, ranked in roles_of(self._paths[role]) if of == role), None)
        if role == "text":
            return [] if own or means_text(self._paths[role]) else [*others]
        return [ranked for ranked in others if own is None or ranked < own]


def _serves(role: str, value: Any) -> bool:
    """Whether a value is one that the role may have."""
    if value is None or is_nothing(value):
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
