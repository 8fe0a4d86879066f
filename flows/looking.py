"""For looking: one text cleaned (`fix`), one article with its history (`show`)."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tasks.edits import Edit, TooManyEdits, undo
from tasks.errors import CopydeskError, UsageError

if TYPE_CHECKING:
    from flows.settings import CleanSettings


def fix_output(data: bytes, name: str, settings: CleanSettings, shape: str) -> str:
    """One text or page, cleaned: as text, as a diff, or as JSON with its edits. Raises UsageError for binary data."""
    from tasks.intake.binaries import what_binary
    from tasks.intake.decode import decode
    from tasks.intake.formats import NO_TEXT, sniff
    from tasks.repair import clean_text

    head = data[: 1 << 16]
    if data and sniff("text", head) in NO_TEXT:
        raise UsageError(f"{name}: is {what_binary(head) or 'binary data; copydesk clean reads archives and tables'}")
    try:
        before = decode(data, settings.encoding).text
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is text in no encoding known ({error}); name it with --set encoding=...") from None
    try:
        done = clean_text(before, settings.steps, settings.context())
    except TooManyEdits as error:
        way_out = "split it, or name fewer steps, such as --steps encoding,apostrophes"
        raise CopydeskError(f"{name}: {error}; {way_out}") from None
    if shape == "json":
        return (
            json.dumps(
                {"text": done.text, "edits": [edit._asdict() for edit in done.edits]}, ensure_ascii=False, indent=1
            )
            + "\n"
        )
    if shape == "diff":
        lines = difflib.unified_diff(
            before.splitlines(), done.text.splitlines(), name, f"{name} (cleaned)", lineterm=""
        )
        return "".join(f"{line}\n" for line in lines)
    return done.text if done.text.endswith("\n") or not done.text else done.text + "\n"


def show(dataset: str, article: str, as_json: bool) -> None:
    """Print an article of a dataset: what it was, what it is, each edit, and its copies or the one that it is a copy of.

    Raises UsageError where there is none.
    """
    row, table = _find(dataset, article)
    edits = _edits_of(dataset, row["id"], row["run_id"])
    before = undo(row["text"], edits)
    copies = _copies_of(dataset, row["id"]) if table == "articles" else []
    if as_json:
        told = {k: v for k, v in row.items() if k != "text"}
        if table == "articles":
            told["duplicates"] = copies
        print(
            json.dumps(
                {**told, "before": before, "after": row["text"], "edits": [e._asdict() for e in edits]},
                ensure_ascii=False,
                indent=1,
                default=str,
            )
        )
        return
    _print(row, table, before, edits)
    if table == "duplicates":
        _print_differences(row, _find(dataset, row["duplicate_of"])[0])
    elif copies:
        _print_copies(copies)


def _find(dataset: str, article: str) -> tuple[dict[str, Any], str]:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    from tasks.dataset.damage import reading
    from tasks.dataset.parts import partition_of

    found: dict[str, tuple[str, tuple[str, Any], int]] = {}
    example = ""
    for table in ("articles", "duplicates"):
        for name, part in _parts(dataset, table):
            with reading(dataset, name):
                ids = pq.ParquetFile(part).read(columns=["id"])["id"]
            example = example or f"; there is {ids[0]}, say"
            for hit in pc.indices_nonzero(pc.starts_with(ids, article.lower())).to_pylist():
                found.setdefault(ids[hit].as_py(), (table, (name, part), hit))
    if len(found) > 1:
        raise UsageError(f"{dataset}: {len(found):,} articles begin with {article!r}; give more of the id")
    for table, (name, part), hit in found.values():
        with reading(dataset, name):
            (row,) = pq.ParquetFile(part).read().slice(hit, 1).to_pylist()
            return partition_of(name) | row, table
    raise UsageError(f"{dataset}: no article or duplicate whose id begins with {article!r}{example}")


def _parts(dataset: str, table: str) -> Iterator[tuple[str, Any]]:
    """A table's files: their names, and what they are read from."""
    from tasks.dataset.manifest import published, read_manifest
    from tasks.dataset.storage import storage_of

    storage = storage_of(dataset)
    for file in published(read_manifest(dataset), table):
        yield file["path"], storage.input(file["path"])


def _rows(dataset: str, table: str, **asked: Any) -> list[dict[str, Any]]:
    """Rows of a table, as pyarrow's `read_table` is asked for them."""
    import pyarrow.parquet as pq

    from tasks.dataset.damage import reading

    found: list[dict[str, Any]] = []
    for name, part in _parts(dataset, table):
        with reading(dataset, name):
            found += pq.read_table(part, **asked).to_pylist()
    return found


def _edits_of(dataset: str, article: str, run: str) -> list[Edit]:
    found = _rows(dataset, "edits", filters=[("id", "=", article), ("run_id", "=", run)])
    return [Edit(row["step"], row["rule"], row["start"], row["before"], row["after"]) for row in found]


def _copies_of(dataset: str, article: str) -> list[dict[str, Any]]:
    columns = ["id", "method", "similarity", "url", "source_file", "source_position", "run_id"]
    found = _rows(dataset, "duplicates", columns=columns, filters=[("duplicate_of", "=", article)])
    return sorted(found, key=lambda row: (-row["similarity"], row["source_file"], row["source_position"]))


def _print(row: dict[str, Any], table: str, before: str, edits: list[Edit]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.text import Text

    console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
    console.print(f"[bold]{escape(visible(row.get('title') or row['id']))}[/]")
    for name in (
        "id",
        "url",
        "source_file",
        "source_position",
        "duplicate_of",
        "method",
        "similarity",
        "encoding",
        "lang",
    ):
        if row.get(name) is not None:
            console.print(f"{name:<16}", style="dim", end="")
            console.print(Text(visible(str(row[name]))))
    if table == "duplicates":
        console.print("(removed as a copy)", style="yellow")
    for heading, text in (("before", before), ("after", row["text"])):
        console.print(f"\n[bold]--- {heading}[/]")
        console.print(Text(visible(text)))
    console.print(f"\n[bold]--- {len(edits)} edits[/]")
    text = before
    for edit in edits:
        around = Text(f"{edit.start:>7}  {edit.step:<12} {visible(edit.rule):<24} ")
        around.append("…" + _flat(text[max(0, edit.start - 24) : edit.start]), "dim")
        around.append("[-" + _flat(edit.before) + "-]", "red")
        around.append("{+" + _flat(edit.after) + "+}", "green")
        end = edit.start + len(edit.before)
        around.append(_flat(text[end : end + 24]) + "…", "dim")
        console.print(around)
        text = text[: edit.start] + edit.after + text[end:]


# Of an article with thousands of copies.
_MOST_COPIES = 50
# Words on either side of a difference.
_AROUND = 4


def _print_copies(copies: list[dict[str, Any]]) -> None:
    print(f"\n--- {len(copies)} removed as {'its copy' if len(copies) == 1 else 'its copies'}")
    for copy in copies[:_MOST_COPIES]:
        where = f"{copy['source_file']}:{copy['source_position']}"
        print(f"{copy['id']}  {copy['method']:<9} {copy['similarity']:.3f}  {visible(copy['url'] or where)}")
    if len(copies) > _MOST_COPIES:
        print(f"and {len(copies) - _MOST_COPIES:,} more")


def _print_differences(copy: dict[str, Any], kept: dict[str, Any]) -> None:
    """What a copy has and the article that stays has not, and the other way round, word by word."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
    console.print("\n[bold]--- what stays instead[/]")
    console.print(Text(visible(" ".join(str(kept[name]) for name in ("id", "title", "url") if kept[name]))))
    here, there = copy["text"].split(), kept["text"].split()
    for kind, start, end, first, last in difflib.SequenceMatcher(None, here, there).get_opcodes():
        if kind == "equal":
            continue
        line = Text("…" + visible(" ".join(here[max(0, start - _AROUND) : start])) + " ", "dim")
        line.append("[-" + _flat(" ".join(here[start:end])) + "-]", "red")
        line.append("{+" + _flat(" ".join(there[first:last])) + "+}", "green")
        line.append(" " + visible(" ".join(here[end : end + _AROUND])) + "…", "dim")
        console.print(line)


def _flat(text: str, most: int = 200) -> str:
    text = visible(text.replace("\n", "⏎"))
    return text if len(text) <= most else f"{text[: most // 2]}…{text[-most // 2 :]}"


# A terminal obeys control characters, those of a scraped text, too: signs stand for them, as Unicode has them up to U+0020.
_SIGNS = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
    | {0x7F: 0x2421}
    | {code: f"\\x{code:02x}" for code in range(0x80, 0xA0)}
)


def visible(text: str) -> str:
    """A text whose control characters are to be seen, but for tabs and newlines."""
    return text.translate(_SIGNS)
