"""`report.html`: what was read, what became of it, and examples of every kind of change, to be looked at."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tasks.dataset.damage import reading
from tasks.dataset.manifest import read_manifest
from tasks.dataset.parts import partition_of
from tasks.dataset.storage import Storage, storage_of
from tasks.report.around import Asked, around, asked

if TYPE_CHECKING:
    from jinja2 import Template

_EXAMPLES = 6
_BUSIEST = 10
# Enough edits to find examples of every rule that matters; a page must open at once however large the dataset is.
_EDITS_READ = 400_000
_TEXTS_READ = 20_000


def write_report(out: str) -> str:
    """Write `report.html` for a dataset and return its path or URL. Raises UsageError where `out` is no dataset, Damaged
    where one of its files cannot be read.
    """
    manifest = read_manifest(out)
    storage = storage_of(out)
    storage.write("report.html", template().render(**_contents(storage, manifest)).encode())
    return f"{storage.url}/report.html"


@cache
def template() -> Template:
    """The page without its contents: to compile it takes as long as to write it."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    loader = PackageLoader("tasks.report")
    return Environment(loader=loader, autoescape=select_autoescape(), trim_blocks=True).get_template("report.html")


def _contents(storage: Storage, manifest: dict[str, Any]) -> dict[str, Any]:
    runs = manifest["runs"]
    total: dict[str, Any] = {
        "records": 0,
        "articles": 0,
        "duplicates": Counter(),
        "rejects": Counter(),
        "edits": Counter(),
    }
    for run in runs:
        summary = run["summary"]
        total["records"] += summary["records"]
        total["articles"] += summary["articles"]
        for name in ("duplicates", "rejects", "edits"):
            total[name].update(summary[name])
    rules, examples, busiest = _edits(storage, runs)
    return {
        "name": storage.name, "place": shlex.quote(storage.url), "runs": runs, "total": total,
        "flow": [("articles", total["articles"]), ("duplicates", sum(total["duplicates"].values())), ("rejects", sum(total["rejects"].values()))],
        "rules": _bars(rules, 24), "examples": examples, "busiest": busiest,
        "reasons": _bars(total["rejects"], 12), "sites": _bars(_sites(storage, runs), 15),
        "copies": _copies(storage, runs), "rejects": _rejects(storage, runs), "furniture": _furniture(storage, runs),
        "seconds": _bars(Counter(runs[-1]["summary"]["seconds"]), 10) if runs else [],
        "step_seconds": _bars(Counter(runs[-1]["summary"].get("step_seconds", {})), 14) if runs else [],
    }  # fmt: skip


def _bars(counts: Counter[Any], most: int) -> list[tuple[str, float, float]]:
    """Label, count and share of the largest, the largest first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:most]
    return [(str(label), count, 100 * count / (ranked[0][1] or 1)) for label, count in ranked]


def _tables(
    storage: Storage, runs: list[dict[str, Any]], table: str, columns: list[str], rows: int, few: bool = False
) -> Iterator[pa.Table]:
    """A table's parts, the latest run first, until `rows` rows were given. Texts of which `few` are different stay numbers of these,
    as they lie in the file, for half the time.
    """
    for run in reversed(runs):
        for file in run["files"]:
            if rows > 0 and file["path"].startswith(f"{table}/"):
                with reading(storage.url, file["path"]):
                    found = pq.ParquetFile(storage.input(file["path"]), read_dictionary=columns if few else None)
                    names = set(found.schema_arrow.names)
                    part = found.read(columns=[c for c in columns if c in names]).slice(0, rows)
                for name, value in partition_of(file["path"]).items():
                    if name in columns:
                        part = part.append_column(name, pa.repeat(pa.scalar(value, pa.string()), len(part)))
                yield part
                rows -= file["rows"]


def _edits(
    storage: Storage, runs: list[dict[str, Any]]
) -> tuple[Counter[str], list[tuple[str, list[dict[str, str]]]], list[dict[str, Any]]]:
    rules: Counter[str] = Counter()
    examples: dict[str, list[Asked]] = {}
    busy: Counter[str] = Counter()
    columns = ["id", "run_id", "step", "rule", "start", "before", "after"]
    left = _EDITS_READ
    for table in _tables(storage, runs, "edits", columns, _EDITS_READ, few=True):
        left -= len(table)
        if left <= 0:
            table = _uncut(table)
        busy.update(_busiest(table["id"]))
        chosen: list[tuple[str, int]] = []
        for name, places in _places(table["step"], table["rule"]).items():
            rules[name] += len(places)
            left_of_rule = _EXAMPLES - len(examples.setdefault(name, []))
            rows = places[:: max(1, len(places) // _EXAMPLES)][:left_of_rule]
            chosen += [(name, row) for row in rows.tolist()]
        if chosen:
            for (name, _), one in zip(chosen, asked(table, [row for _, row in chosen]), strict=True):
                examples[name].append(one)
    shown = _shown(storage, runs, {name: examples[name] for name, _ in rules.most_common()})
    return rules, shown, [{"id": key, "edits": count} for key, count in busy.most_common(_BUSIEST)]


def _uncut(table: pa.Table) -> pa.Table:
    """Without the last article's edits, of which the rest was not read; all of them where there are no others."""
    last = table["id"][-1:].cast(pa.string()).combine_chunks()
    others = table.filter(pc.invert(pc.is_in(table["id"], last)))
    return others if len(others) else table


def _shown(
    storage: Storage, runs: list[dict[str, Any]], examples: dict[str, list[Asked]]
) -> list[tuple[str, list[dict[str, str]]]]:
    """Examples by the name of their rule, with what stood around them: all texts are read once."""
    articles = chain.from_iterable(
        _tables(storage, runs, name, ["id", "run_id", "text"], _TEXTS_READ) for name in ("articles", "duplicates")
    )
    seen = iter(around([*chain.from_iterable(examples.values())], articles))
    return [
        (name, [{key: _short(_visible(value)) for key, value in next(seen)._asdict().items()} for _ in some])
        for name, some in examples.items()
    ]


def _places(steps: pa.ChunkedArray, rules: pa.ChunkedArray) -> dict[str, NDArray[np.int64]]:
    """Where each kind of edit stands, by what the report calls it: its step, and its rule without what that says behind a colon."""
    step, rule = (column.combine_chunks().dictionary_encode() for column in (steps, rules))
    of_step, of_rule = step.dictionary.to_pylist(), rule.dictionary.to_pylist()
    pairs = step.indices.to_numpy().astype(np.int64) * len(of_rule) + rule.indices.to_numpy()
    numbers: dict[str, int] = {}
    number_of = np.zeros(len(of_step) * len(of_rule), np.uint16)
    for pair in np.flatnonzero(np.bincount(pairs)).tolist():
        name = f"{of_step[pair // len(of_rule)]}: {of_rule[pair % len(of_rule)].split(':', 1)[0]}"
        number_of[pair] = numbers.setdefault(name, len(numbers))
    number = number_of[pairs]
    order, ends = np.argsort(number, kind="stable"), np.cumsum(np.bincount(number))
    return dict(sorted(zip(numbers, np.split(order, ends[:-1]), strict=True)))


def _busiest(ids: pa.ChunkedArray) -> dict[str, int]:
    """The articles with most edits of a part, which holds all of an article's."""
    counts = ids.value_counts()
    order = pc.sort_indices(counts.field("counts"), sort_keys=[("", "descending")])[:_BUSIEST]
    return {entry["values"]: entry["counts"] for entry in counts.take(order).to_pylist()}


_SIGNS = str.maketrans({"\n": "⏎", "\r": "␍", "\t": "⇥", "\xa0": "⍽"})


def _visible(text: str) -> str:
    """A change as it can be seen: signs for white space, escapes for what has no shape."""
    if text.isspace():
        text = text.replace(" ", "␣")
    text = text.translate(_SIGNS)
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"


def _sites(storage: Storage, runs: list[dict[str, Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for table in _tables(storage, runs, "articles", ["site"], 5_000_000):
        if "site" in table.column_names:
            counts.update({e["values"] or "(unknown)": e["counts"] for e in table["site"].value_counts().to_pylist()})
    return counts


def _copies(storage: Storage, runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = ["id", "duplicate_of", "method", "similarity", "text", "site"]
    rows = [
        {**row, "text": text}  # a string only where it is shown
        for table in _tables(storage, runs, "duplicates", columns, 2_000)
        for row, text in zip(table.drop_columns("text").to_pylist(), table["text"], strict=True)
    ]
    rows = list({(row["id"], row["duplicate_of"]): row for row in rows}.values())  # a record read often is one pair
    rows.sort(key=lambda row: (row["similarity"], row["id"]))
    return [{**row, "text": _short(row["text"].as_py(), 200)} for row in rows[:10]]


def _rejects(storage: Storage, runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    columns = ["source_file", "source_position", "reason", "detail", "raw"]
    by_reason: dict[str, list[dict[str, Any]]] = {}
    for table in _tables(storage, runs, "rejects", columns, 5_000):
        for row in table.to_pylist():
            found = by_reason.setdefault(row["reason"], [])
            if len(found) < 4:
                found.append({**row, "raw": _short(_visible(row["raw"][:400].decode("utf-8", "replace")))})
    return [row for reason in sorted(by_reason) for row in by_reason[reason]]


def _furniture(storage: Storage, runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = [
        row
        for table in _tables(storage, runs, "furniture", ["site", "line", "place", "articles", "share"], 2_000)
        for row in table.to_pylist()
    ]
    return sorted(rows, key=lambda row: (-row["articles"], row["line"]))[:40]
