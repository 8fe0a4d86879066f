"""How exactly bytes become text and misread text comes back, and how fast: python -m benchmarks.encodings --help.

Prints one JSON object. Every figure stands beside that of plain libraries; times are CPU seconds of one core.

decode    `--bytes FOLDER`: FOLDER/ENCODING[-LANGUAGE]/FILE; `--labelled labels.json`: a list of {file, encoding} beside
          its files. Exact: the text, without a byte-order mark, equals the bytes read strictly as what they are.
          Beside: chardet and charset-normalizer, their answer taken at its word, and UTF-8 or else Windows-1252.
misread   `--news FILE...` (.txt, or .jsonl with a field "text"; packed or not), its quotation marks curled, written as
          UTF-8 and read as each of six encodings, once and twice. `strict`: as Python reads, and only the documents that
          it can read (losslessly, then); `sloppy`: as browsers read, bytes that an encoding leaves out becoming the C1
          control of that number, which loses nothing. `replaced`: as Python reads with errors="replace", which is lossy; so
          as four encodings of East Asia, too, once.
          Only documents with something in them to misread, and nothing in them to mend (BLEMISH). Exact: the document as
          it was before, every character. Beside: ftfy with its quotes left curly.
signs     the same news, every character beyond ASCII a "?", U+FFFD or "¿": shares of these characters that come back and that
          become another, by kind, apostrophes by their own step. (A single quotation mark made double counts as another,
          a dash longer or shorter does not.) Nothing undoes this; ftfy leaves it.
swapped   the same news, written in one single-byte encoding and read as another: exact, of the documents that they can hold
          with two contractions or more.
clean     `--clean FILE...`: documents that the steps change though there is nothing to mend (no BLEMISH; those that have
          one are counted apart), as they are and curled.
speed     megabytes of UTF-8 a second, over the same news.
"""

from __future__ import annotations

import argparse
import codecs
import collections
import contextlib
import itertools
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import chardet
import charset_normalizer
import ftfy

from tasks.intake.decode import codec, decode
from tasks.repair import clean_text
from tasks.repair.apostrophes.corpus import read_texts
from tasks.repair.encodings.step import fix_encoding
from tasks.repair.markup import strip_markup

# What no right text has and the step takes out: control codes, invisible characters, marks of direction, U+FFFD, ligatures; NFC is asked beside.
BLEMISH = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd\ufb00-\ufb06]"
)
CODECS = ("cp1252", "latin-1", "mac_roman", "cp437", "cp850", "cp1250", "cp1251")
EASTERN = ("gbk", "cp932", "cp949", "big5hkscs")
WAYS = {"strict": "strict", "sloppy": "as-control", "replaced": "replace"}
SWAPPED = (("cp1252", "mac_roman"), ("mac_roman", "cp1252"), ("cp1252", "cp437"), ("cp1252", "cp850"))
CONTRACTED = re.compile(r"n’t\b|\b[Ii]t’s\b")
PLAIN_FTFY = ftfy.TextFixerConfig(uncurl_quotes=False, explain=False)
# A folder's name is an encoding, perhaps with a language behind it; and names that only Python's detectors use.
LANGUAGE = re.compile(r"-(?!sig$)[a-z]{5,}$")
PYTHONS = {"MacCyrillic": "mac_cyrillic", "Johab": "johab"}


def curl(text: str) -> str:
    """Straight quotation marks made curly, apostrophes in words too."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return re.sub(r'(^|[\s(])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”")


def _as_control(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("as-control", _as_control)


def misread(text: str, name: str, errors: str, times: int) -> str | None:
    """`text` written as UTF-8 and read as `name`, `times` over; None where it cannot be."""
    try:
        for _ in range(times):
            text = text.encode().decode(name, errors)
    except UnicodeDecodeError:
        return None
    return text


def timed(function: Callable[[str], object], texts: Iterable[str]) -> tuple[list[object], float]:
    """What comes of each, and the CPU seconds it took."""
    began = time.process_time()
    results = [function(text) for text in texts]
    return results, time.process_time() - began


def repair(text: str) -> str:
    """Ours."""
    return fix_encoding(text)[0]


def plain_ftfy(text: str) -> str:
    """Plain ftfy as it comes, but for the quotes."""
    return ftfy.fix_text(text, PLAIN_FTFY)


def restored(texts: list[str], plain: int) -> dict[str, object]:
    """Shares of documents exactly back; ftfy on the first `plain` of them."""
    figures: dict[str, object] = {}
    for name, times, (way, errors) in itertools.product(CODECS + EASTERN, (1, 2), WAYS.items()):
        if way == "replaced" and (times == 2 or not ("cp125" in name or name in EASTERN)):
            continue  # the others lose nothing, and what was lost below another layer nobody knows
        if way != "replaced" and name in EASTERN:
            continue  # there is hardly a text that they read without a loss
        broken = [(text, misread(text, name, errors, times)) for text in texts]
        pairs = [(text, seen) for text, seen in broken if seen is not None and seen != text]
        figures[f"{name}, {'once' if times == 1 else 'twice'}, {way}"] = {
            "documents": len(pairs),
            "exact": share(repair(seen) == text for text, seen in pairs),
            "ftfy_exact": share(plain_ftfy(seen) == text for text, seen in pairs[:plain]),
        }
    return figures


def kind(character: str) -> str:
    """Of a character beyond ASCII."""
    names = {"’": "apostrophe", "—": "dash", "–": "dash"} | dict.fromkeys("“”‘", "quotation mark")
    return names.get(character) or ("letter" if character.isalpha() else "other")


def signs(texts: list[str]) -> dict[str, object]:
    """What comes back where one sign stands for all characters beyond ASCII."""
    figures: dict[str, object] = {}
    for name, sign in (("question mark", "?"), ("U+FFFD", "\ufffd"), ("inverted question mark", "¿")):
        met, right, wrong = (collections.Counter[str]() for _ in range(3))
        for text in texts:
            damaged = "".join(c if c.isascii() else sign for c in text)
            mended = clean_text(damaged, ["encoding", "apostrophes"]).text
            if len(mended) != len(text):  # also repaired otherwise: a mark was added
                continue
            for was, broken, now in zip(text, damaged, mended, strict=True):
                of = "ASCII" if was.isascii() else kind(was)
                met[of] += of != "ASCII"
                same = now == was or (kind(now) == kind(was) == "dash") or (now == "'" and was == "’")
                right[of] += broken != was and same
                wrong[of] += now != broken and not same
        figures[name] = {
            of: {"characters": count, "back": round(right[of] / count, 3), "another": round(wrong[of] / count, 3)}
            for of, count in met.most_common()
            if count
        } | {"ASCII changed": wrong["ASCII"]}
    return figures


def swapped(texts: list[str], plain: int) -> dict[str, object]:
    """Shares of documents exactly back where one single-byte encoding was read as another; ftfy on the first `plain` of them."""
    figures: dict[str, object] = {}
    for written, read in SWAPPED:
        pairs = []
        for text in texts:
            with contextlib.suppress(UnicodeError):
                seen = text.encode(written).decode(read)
                if seen != text and len(CONTRACTED.findall(text)) > 1:
                    pairs.append((text, seen))
        figures[f"{written} as {read}"] = {
            "documents": len(pairs),
            "exact": share(repair(seen) == text for text, seen in pairs),
            "ftfy_exact": share(plain_ftfy(seen) == text for text, seen in pairs[:plain]),
        }
    return figures


def blemished(text: str) -> bool:
    """Whether there is something in a text that no right one has."""
    return bool(BLEMISH.search(text)) or not unicodedata.is_normalized("NFC", text)


def share(hits: Iterable[bool]) -> float | None:
    """The share of true ones, four digits."""
    found = list(hits)
    return round(sum(found) / len(found), 4) if found else None


def samples(folder: Path | None, labels: Path | None) -> Iterator[tuple[str, Path, str]]:
    """(set, file, encoding)."""
    for path in sorted(folder.glob("*/*")) if folder else []:
        name = LANGUAGE.sub("", path.parent.name)
        yield "folder", path, PYTHONS.get(name, name)
    for entry in json.loads(labels.read_text()) if labels else []:
        assert labels is not None
        yield "labelled", labels.parent / entry["file"], entry["encoding"]


def or_windows(data: bytes) -> str:
    """The usual guess."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


def by_chardet(data: bytes) -> str:
    """The answer of chardet."""
    return data.decode(chardet.detect(data)["encoding"] or "utf-8", "replace")


def by_normalizer(data: bytes) -> str:
    """charset-normalizer's."""
    return str(charset_normalizer.from_bytes(data).best() or "")


def decoded(files: Iterable[tuple[str, Path, str]]) -> dict[str, object]:
    """Shares of files whose text is exact, by set, and what was missed."""
    readers = {
        "exact": lambda data: decode(data).text,
        "chardet": by_chardet,
        "charset_normalizer": by_normalizer,
        "utf8_or_windows_1252": or_windows,
    }
    rows: dict[str, dict[str, list[bool]]] = {}
    missed: list[str] = []
    for group, path, name in files:
        data = path.read_bytes()
        truth = data.decode(codec(name) or name, "replace").lstrip("\ufeff")
        for reader, read in readers.items():
            try:
                right = read(data).lstrip("\ufeff") == truth
            except (UnicodeError, LookupError):
                right = False
            rows.setdefault(group, {}).setdefault(reader, []).append(right)
            if reader == "exact" and not right:
                missed.append(f"{path.parent.name}/{path.name}")
    figures = {g: {"files": len(row["exact"])} | {r: share(hits) for r, hits in row.items()} for g, row in rows.items()}
    return {**figures, "missed": missed}


def changed(texts: list[str]) -> dict[str, object]:
    """Documents that a step changes."""
    whole = [text for text in texts if not blemished(text)]
    figures: dict[str, object] = {"documents": len(whole), "blemished": len(texts) - len(whole)}
    for name, step in (("encoding", fix_encoding), ("markup", strip_markup)):
        for way, made in (("", whole), ("_curled", [curl(text) for text in whole])):
            found = [(text, edits) for text in made if (edits := step(text)[1])]
            figures[name + way] = len(found)
            figures[f"{name}{way}_first"] = [
                f"{text[max(0, e[0].start - 20) : e[0].start + 20]!r} -> {e[0].after!r}" for text, e in found[:5]
            ]
    return figures


def speeds(texts: list[str], plain: int) -> dict[str, object]:
    """Megabytes a second: decode, encoding and markup together, and ftfy."""

    def ours(data: bytes) -> str:
        return strip_markup(fix_encoding(decode(data).text)[0])[0]

    curled = [curl(text) for text in texts]
    kinds = {
        "clean_ascii": [text.encode("ascii", "ignore").decode() for text in texts],
        "clean_curly": curled,
        "quarter_misread": [
            (misread(text, "cp1252", "as-control", 1) or text) if n % 4 == 0 else text for n, text in enumerate(curled)
        ],
        "all_misread": [misread(text, "cp1252", "as-control", 1) or text for text in curled],
    }
    figures: dict[str, object] = {}
    for kind, made in kinds.items():
        packed = [text.encode() for text in made]
        best = min(timed(ours, packed)[1] for _ in range(3))
        few = made[:plain]
        _, slow = timed(plain_ftfy, few)
        mine, theirs = size(made) / best, size(few) / slow
        figures[kind] = {
            "megabytes_per_second": round(mine, 1),
            "ftfy_megabytes_per_second": round(theirs, 1),
            "times_ftfy": round(mine / theirs, 1),
        }
        for name, step in (("encoding", fix_encoding), ("markup", strip_markup)):
            figures[kind][f"{name}_alone"] = round(size(made) / timed(step, made)[1], 1)  # type: ignore[index]
    return figures


def size(texts: Iterable[str]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bytes", type=Path, metavar="FOLDER")
    parser.add_argument("--labelled", type=Path, metavar="JSON")
    parser.add_argument("--news", type=Path, nargs="+", default=[])
    parser.add_argument("--clean", type=Path, nargs="+", default=[])
    parser.add_argument("--documents", type=int, default=5000, help="at most so many of each (default: 5000)")
    parser.add_argument("--plain", type=int, default=100, help="run ftfy on so many of them (default: 100)")
    chosen = parser.parse_args()
    fix_encoding("It isnâ€™t read yet.")
    result: dict[str, object] = {}
    if chosen.bytes or chosen.labelled:
        result["decode"] = decoded(samples(chosen.bytes, chosen.labelled))
    if chosen.news:
        news = first(chosen.news, chosen.documents)
        whole = [text for text in news if not blemished(text)]
        result["misread"] = restored([curl(text) for text in whole], chosen.plain)
        result["signs"] = signs([curl(text) for text in whole])
        result["swapped"] = swapped([curl(text) for text in whole], chosen.plain)
        result["speed"] = speeds(whole, chosen.plain)
    if chosen.clean:
        result["clean"] = changed(first(chosen.clean, chosen.documents))
    print(json.dumps(result, indent=1, ensure_ascii=False))


def first(paths: list[Path], limit: int) -> list[str]:
    """The first `limit` texts, as many of each file as of the others."""
    return list(itertools.islice((t for row in zip_longest(paths) for t in row if t is not None), limit))


def zip_longest(paths: list[Path]) -> Iterator[tuple[str | None, ...]]:
    """A text of each file in turn."""
    return itertools.zip_longest(*(read_texts(path) for path in paths))


if __name__ == "__main__":
    main()
