"""Where the articles lie in a parsed JSON value: all of them, in the order of the file.

A file is an array of articles; an object around one list of them, as news APIs answer; or several lists, one a site, a month, a
feed, a page of answers or a part of a data set; or maps of articles by their ids. The longest list of objects says what an
article is; all lists like it, and all others that can only be of articles, are read with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from tasks.intake.fields import get, guess_fields
from tasks.intake.names import OTHERS, bare, fold, means_text
from tasks.intake.nested import text_of

_DEEPEST = 8
_LOOKED_AT = 20
Path = tuple[str, ...]
Rows = list[Any]
"""Objects."""


def records_in(value: Any) -> list[Any]:
    """The records in a parsed file: the value itself, its items, or the objects of the lists and maps of articles below it."""
    if isinstance(value, list):
        return _without_pages(value)
    if not isinstance(value, dict):
        return [value]
    if rows := _rows_of(value):
        return rows
    best = max(_lists(value), key=len, default=[])
    if not best or not _has_text(best):  # users and tags may be more than the articles
        best = max(filter(are_articles, _lists(value, through=True)), key=len, default=[])
    if best:
        own = guess_fields([value], {}, by_names=True)
        if "text" not in own or _short(value, own["text"]):
            return _with_others(value, best, own)
    if len(value) > 1 and all(isinstance(child, dict) for child in value.values()) and _alike(value.values()):
        named = _named(value)
        if _have_text(named) and not _hold_others(named):
            return named
        turned = _turned(value)
        if _have_text(turned) and not any(isinstance(cell, dict) for cell in turned[0].values()):
            return turned
    own = guess_fields([value], {}, by_names=True)
    if (
        "text" in own
        and len(bare(own["text"])) == 1
        and not _short(value, own["text"])
        and _is_own([value], own["text"])
    ):
        return [value]  # be it a list of parts that have titles
    groups = list(_groups(value, lambda rows, alone: _are_rows(rows)))
    if "url" in own and len(bare(own["url"])) == 1 and not any(map(_has_address, groups)):
        return [value]  # its translations, versions, chapters
    # One object below another is what is around the other's text; and where there is a text beside them, that is the article's.
    if (
        not groups
        or (len(groups) == 1 and groups[0].alone)
        or _has_long_text(_rest(value, {id(one.node) for one in groups}))
    ):
        return [value]
    return [row for one in groups for row in one.rows]


def _rest(value: Mapping[str, Any], without: set[int], depth: int = 0) -> dict[str, Any]:
    """An object without some of what is in it."""
    left = ((name, child) for name, child in value.items() if id(child) not in without)
    return {
        name: _rest(child, without, depth + 1) if isinstance(child, dict) and depth < _DEEPEST else child
        for name, child in left
    }


def _has_long_text(value: Mapping[str, Any]) -> bool:
    path = guess_fields([value], {}, by_names=True).get("text")
    return path is not None and not _short(value, path)


class _Group(NamedTuple):
    node: Any
    rows: Rows
    alone: bool
    """Whether it is one object, in no list."""


def holds_articles(value: Mapping[str, Any]) -> bool:
    """Whether there is a list of articles below an object, whatever that says of itself."""
    return any(map(are_articles, _lists(value, through=True)))


def are_articles(rows: Sequence[Any]) -> bool:
    """Whether rows have titles or addresses, and texts that are long."""
    found = guess_fields([*rows[:_LOOKED_AT]], {}, by_names=True)
    if "text" not in found or not {"title", "url"} & found.keys():
        return False
    texts = [text_of(get(row, found["text"])) or "" for row in rows[:_LOOKED_AT]]
    return sum(map(len, texts)) >= _LONG * len(texts)


_LONG = 200


def are_alike(some: Sequence[Mapping[str, Any]], others: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the rows of two lists have most of their names in common."""
    names, other = ({name for row in rows[:_LOOKED_AT] for name in row} for rows in (some, others))
    return 2 * len(names & other) > len(names | other)


def within_lists(value: Any) -> str:
    """The way to the objects of the innermost lists below a value, as jq writes it (".answers[].items[]"); "" where there are none."""
    deepest, todo = "", [(value, "", 0)]
    while todo:
        node, way, depth = todo.pop()
        if depth > _DEEPEST:
            continue
        if _are_objects(node):
            way = f"{way}[]"
            deepest = max(deepest, way, key=lambda one: one.count("[]"))
            node = node[0]
        if isinstance(node, dict):
            todo += [(child, f"{way}.{name}", depth + 1) for name, child in node.items() if str(name).isidentifier()]
    return deepest


def _without_pages(value: list[Any]) -> list[Any]:
    """The items of an array, and those of arrays of objects in it: pages of answers that were appended to each other."""
    if not any(map(_are_objects, value)):
        return value
    return [one for page in value for one in (page if page == [] or _are_objects(page) else (page,))]


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _with_others(value: Mapping[str, Any], best: Rows, own: Mapping[str, Path]) -> Rows:
    """A list of articles with those beside it: alike, unless they may be the parts of an article, or such that they can be no parts."""
    found = guess_fields(best[:_LOOKED_AT], {}, by_names=True)
    is_article = any(len(bare(own[role])) == 1 for role in ("title", "url") if role in own)
    counts = bool({"url", "date"} & found.keys()) or not is_article

    def wanted(rows: Rows, alone: bool) -> bool:
        if alone:  # what is around a list tells of it, as feeds and editions do
            return _are_whole(rows) and _is_dated(rows)
        return rows is best or (counts and are_alike(best, rows)) or _are_whole(rows)

    return [row for one in _groups(value, wanted) for row in one.rows] or best


def _is_dated(rows: Rows) -> bool:
    return "date" in guess_fields(rows[:_LOOKED_AT], {}, by_names=True)


def _has_address(group: _Group) -> bool:
    return "url" in guess_fields(group.rows[:_LOOKED_AT], {}, by_names=True)


def _groups(value: Any, wanted: Callable[[Rows, bool], bool]) -> Iterator[_Group]:
    """The lists and maps of objects that are wanted, none of them inside another, and single objects; those are `alone`."""
    todo: list[tuple[Any, Path, int]] = [(value, (), 0)]
    while todo:
        node, path, depth = todo.pop()
        rows = _rows_in(node, path, depth)
        if rows and wanted(rows, rows[0] is node):
            yield _Group(node, rows, rows[0] is node)
            continue
        if depth < _DEEPEST and isinstance(node, dict):
            below = [(child, (*path, name)) for name, child in node.items() if fold(str(name)) not in _REMARKS]
        elif depth < _DEEPEST and isinstance(node, list):
            below = [(child, ()) for child in node]
        else:
            below = []
        todo += [(child, where, depth + 1) for child, where in reversed(below) if isinstance(child, dict | list)]


# What is said of an article is none.
_REMARKS = frozenset(("comment", "comments", "reply", "replies"))


def _rows_in(node: Any, path: Path, depth: int) -> Rows:
    """What may be rows: the objects of a list, those of a map, or an object alone."""
    if isinstance(node, list):
        return node if _are_objects(node) else []
    if len(node) > 1 and all(isinstance(child, dict) for child in node.values()):
        return _named(node) if _alike(node.values()) else []
    return [node] if depth and not OTHERS & {fold(str(name)) for name in path[-1:]} else []


def _are_rows(rows: Rows) -> bool:
    """Whether rows are articles: with a text of their own, not of what lies in objects of theirs, and a title or an address."""
    found = guess_fields(rows[:_LOOKED_AT], {}, by_names=True)
    return (
        "text" in found
        and bool({"title", "url"} & found.keys())
        and _is_own(rows, found["text"])
        and not _hold_others(rows)
    )


def _are_whole(rows: Rows) -> bool:
    """Whether rows can only be articles, and no parts of one: long, under a name that means a text, with address and title."""
    found = guess_fields(rows[:_LOOKED_AT], {}, by_names=True)
    return (
        {"text", "title", "url"} <= found.keys()
        and means_text(found["text"])
        and _is_own(rows, found["text"])
        and are_articles(rows)
    )


def _has_text(rows: Rows) -> bool:
    path = guess_fields(rows[:_LOOKED_AT], {}).get("text")
    return path is not None and _is_own(rows, path)


def _is_own(rows: Rows, path: Path) -> bool:
    """Whether the text at a path is the rows' own, and not of articles in a list there."""
    held = next((held for row in rows[:_LOOKED_AT] if (held := get(row, path))), None)
    if isinstance(held, list) and _are_objects(held):
        return not {"url", "date"} & guess_fields(held[:_LOOKED_AT], {}, by_names=True).keys()
    return True


def _hold_others(rows: Rows) -> bool:
    """Whether the text found for rows is that of an article in them: one of several in each row, or all that is in one alone."""
    path = guess_fields(rows[:_LOOKED_AT], {}, by_names=True).get("text", ())
    if len(bare(path)) < 2:
        return False
    row = next((row for row in rows[:_LOOKED_AT] if get(row, path)), rows[0])
    if len(rows) == 1 and (around := get(row, path[:-1])) is not row and isinstance(around, dict):
        return bool({"title", "url"} & guess_fields([around], {}, by_names=True).keys())
    beside = (child for name, child in row.items() if isinstance(child, dict) and fold(name) not in OTHERS)
    return sum(_have_text([child]) for child in beside) > 1


def _rows_of(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a table that is an object: of its columns, each a list, as pandas and Hugging Face's datasets have it
    (`orient="list"`), or names and rows (`orient="split"`). None of what is no such table.
    """
    if {"columns", "data"} <= value.keys() <= {"columns", "data", "index"}:
        names, rows = value["columns"], value["data"]
        if isinstance(names, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows):
            return [dict(zip(map(str, names), row, strict=False)) for row in rows]
    columns = list(value.values())
    if len(columns) > 1 and all(isinstance(column, list) and len(column) == len(columns[0]) > 1 for column in columns):
        if all(map(_are_objects, columns)):  # lists of articles, each as long as the others
            return []
        turned = [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]
        if _have_text(turned):
            return turned
    return []


def _named(articles: Mapping[str, Mapping[str, Any]]) -> Rows:
    return [{"id": key, **child} for key, child in articles.items()]


def _turned(columns: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a table written column by column, as pandas does it unless told otherwise."""
    return [{name: column.get(key) for name, column in columns.items()} for key in next(iter(columns.values()))]


def _have_text(rows: list[Any]) -> bool:
    return "text" in guess_fields(rows[:_LOOKED_AT], {}, by_names=True)


def _lists(value: Mapping[str, Any], through: bool = False) -> Iterator[list[Any]]:
    """The lists of objects below one; `through` those of a single object, too, as in Ghost's {"db": [{"data": {"posts": [...]}}]}."""
    todo: list[tuple[Any, int]] = [(value, 0)]
    while todo:
        node, depth = todo.pop()
        for child in node.values():
            if isinstance(child, list) and child and all(isinstance(c, dict) for c in child):
                yield child
                if through and len(child) == 1 and depth < 3:
                    todo.append((child[0], depth + 1))
            elif isinstance(child, dict) and depth < 3:
                todo.append((child, depth + 1))


def _alike(children: Iterable[Mapping[str, Any]]) -> bool:
    """Whether objects have the same fields, as the articles of a map do; an article beside its metadata does not."""
    names = [set(child) for child in islice(children, 20)]
    return 2 * len(set.intersection(*names)) > len(set.union(*names))


def _short(value: Mapping[str, Any], path: tuple[str, ...]) -> bool:
    return len(text_of(get(value, path)) or "") < _LONG
