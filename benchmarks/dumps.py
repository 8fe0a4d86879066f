"""A messy dump whose truth is known: python -m benchmarks.dumps FOLDER DOCUMENTS [--texts FILE...] [--seed N] [--clean] [--invented] [--one-line]

Writes FOLDER/dump/part-NNN.jsonl (id, url, title, text, scraped_at), 16 files, and FOLDER/truth.jsonl (id, cluster, text):
records of one cluster are copies of one article. The same arguments give the same bytes. With --score DATASET it tells
how much of the truth a dataset made from the dump holds.

Articles are those of FILEs (.txt, or .jsonl with a field "text"; gzip, bzip2, xz too), else the project's own; when all
were taken, sentences of all of them are dealt out anew, three to a paragraph. The mess, with its share of the records:
curly quotes .5; apostrophes dropped .3 (half of them in quotations only); escaped for HTML .1; tags .1; furniture above
.4 and below .7, by site; UTF-8 read as Windows-1252 .25 (a tenth of it twice). A sixth of the articles have copies,
half of them edited.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import json
import random
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from data.damage import drop_apostrophes, drop_in_quotations, entities, mojibake, read_articles
from tasks.repair.apostrophes.corpus import read_texts

FILES = 16
SITES = ("ellery-courier.example", "dunmere-post.example", "coast-gazette.example", "northern-wire.example")
HEADS = (
    ("Skip to content", "Menu", "Sign in"),
    ("Home > News > Local",),
    ("Share", "Tweet", "Print"),
    ("Advertisement",),
)
TAILS = (
    ("Login",), ("Share this story", "Facebook", "WhatsApp", "Copy link"), ("Sign up for our morning newsletter",),
    ("© 2024 {site}. All rights reserved.", "Privacy policy | Terms of use"),
)  # fmt: skip
# Labels that no rule knows, nor any list of phrases.
INVENTED_HEADS = (
    ("Past the banner", "Drawer", "Unlock"),
    ("Harbour > Fields > Games",),
    ("Hand it round", "Chirp", "Paper"),
    ("Presented by Orrin & Vale",),
)
INVENTED_TAILS = (
    ("Unlock",), ("Hand it round", "Quillbox", "Fernpost", "Keep for winter"), ("The Brindle letter lands every Thursday at six",),
    ("{site} belongs to the Halden group, number 40211 in Tarn", "House rules | Small lamps"),
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?][\"”’'])\s+|(?<=[.!?])\s+(?=[\"“A-Z])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")


def articles(files: list[Path], dice: random.Random) -> Iterator[str]:
    """Distinct clean articles without end."""
    texts = (
        [text for file in files for text in read_texts(file)]
        if files
        else [a.text for a in read_articles().values() if a.lang == "en"]
    )
    texts = [text.strip() for text in texts if 300 < len(text) < 20_000]
    dice.shuffle(texts)
    yield from texts
    sentences = [
        sentence for text in texts for line in text.splitlines() for sentence in _SENTENCE.split(line) if sentence
    ]
    while True:
        found = dice.sample(sentences, min(len(sentences), dice.randint(9, 36)))
        yield "\n".join(" ".join(found[i : i + 3]) for i in range(0, len(found), 3))


def edited(text: str, dice: random.Random) -> str:
    """A near copy: a sentence more, a paragraph less, or a word changed here and there."""
    lines = text.split("\n")
    kind = dice.randrange(3)
    if kind == 0 and len(lines) > 4:
        return "\n".join(lines[:-1])
    if kind == 1:
        return "\n".join(["More on this story as it comes in.", *lines])
    words = text.split(" ")
    for _ in range(len(words) // 120 + 1):
        words[dice.randrange(len(words))] = dice.choice(("meanwhile", "about", "the", "some"))
    return " ".join(words)


def mess(text: str, site: int, dice: random.Random, invented: bool = False, one_line: bool = False) -> str:
    """What a scraper would have left of an article: with furniture that is known or `invented`, in lines or all in one."""
    heads, tails = (INVENTED_HEADS, INVENTED_TAILS) if invented else (HEADS, TAILS)
    if dice.random() < 0.5:
        text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
        text = re.sub(r'(^|[\s(])"', r"\1“", text, flags=re.M).replace('"', "”")
    if (chance := dice.random()) < 0.3:
        text = drop_apostrophes(text) if chance < 0.15 else drop_in_quotations(text)
    if (chance := dice.random()) < 0.2:
        text = (
            entities(text) if chance < 0.1 else "<p>" + text.replace("&", "&amp;").replace("\n", "</p>\n<p>") + "</p>"
        )
    head = heads[site] if dice.random() < 0.4 else ()
    tail = tails[site] if dice.random() < 0.7 else ()
    text = "\n".join([*head, text, *(line.format(site=SITES[site]) for line in tail)])
    text = " ".join(text.split()) if one_line else text
    if (chance := dice.random()) < 0.25:
        text = mojibake(text)
        if chance < 0.025:
            text = mojibake(text)
    return text


def make(folder: Path, documents: int, files: list[Path], seed: int = 1, clean: bool = False, **kind: bool) -> None:
    """Write the dump and its truth; `clean` leaves out the mess and the copies, of a `kind` that `mess` knows."""
    dice = random.Random(seed)
    source = articles(files, dice)
    (folder / "dump").mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        truth = stack.enter_context(open(folder / "truth.jsonl", "w", encoding="utf-8"))
        names = (folder / "dump" / f"part-{i:03d}.jsonl" for i in range(FILES))
        parts = [stack.enter_context(open(name, "w", encoding="utf-8")) for name in names]
        number = 0
        for cluster, text in enumerate(source):
            copies = 0 if clean else (dice.random() < 1 / 6) * dice.choice((1, 1, 1, 2, 4))
            for copy in range(1 + copies):
                if number == documents:
                    return
                true = edited(text, dice) if copy and dice.random() < 0.5 else text
                site = dice.randrange(len(SITES))
                key = f"r{number:08d}"
                row = {"id": key, "url": f"https://{SITES[site]}/{number}", "title": true[:60].split("\n")[0],
                       "text": true if clean else mess(true, site, dice, **kind), "scraped_at": f"2024-06-{number % 28 + 1:02d}T00:00:00Z"}  # fmt: skip
                dice.choice(parts).write(json.dumps(row, ensure_ascii=False) + "\n")
                truth.write(json.dumps({"id": key, "cluster": cluster, "text": true}, ensure_ascii=False) + "\n")
                number += 1


def score(truth_file: Path, dataset: Path, sample: int = 2_000) -> dict[str, float]:
    """How much of the truth a dataset holds: words (of `sample` articles), copies, and records that are nowhere."""
    import pyarrow.dataset as ds

    truth = {row["id"]: row for row in map(json.loads, open(truth_file, encoding="utf-8"))}
    kept = {
        row["source_id"]: row["text"]
        for row in ds.dataset(dataset / "articles").to_table(["source_id", "text"]).to_pylist()
    }
    folder = dataset / "duplicates"
    gone = set(ds.dataset(folder).to_table(["source_id"])["source_id"].to_pylist()) if folder.exists() else set()
    right = junk = lost = 0
    for key in sorted(kept)[:: max(1, len(kept) // sample)]:
        want, got = (_WORD.findall(text.replace("’", "'")) for text in (truth[key]["text"], kept[key]))
        same = sum(
            block.size for block in difflib.SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
        )
        right, junk, lost = right + same, junk + len(got) - same, lost + len(want) - same
    clusters = collections.Counter(row["cluster"] for row in truth.values())
    stay = collections.Counter(truth[key]["cluster"] for key in kept)
    copies = sum(clusters.values()) - len(clusters)
    return {
        "records": len(truth), "articles": len(kept), "duplicates": len(gone), "unaccounted": len(truth.keys() - kept.keys() - gone),
        "wrong_words_per_1000": round(1000 * lost / max(1, right + lost), 3), "junk_words_per_1000": round(1000 * junk / max(1, right + lost), 3),
        "dedupe_recall": round(1 - (len(kept) - len(stay)) / max(1, copies), 5), "articles_lost_to_dedupe": len(clusters) - len(stay),
    }  # fmt: skip


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int, nargs="?")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clean", action="store_true", help="the same articles without the mess and the copies")
    parser.add_argument("--invented", action="store_true", help="furniture that no rule knows")
    parser.add_argument("--one-line", action="store_true", help="blanks for all line ends, as some parsers leave pages")
    parser.add_argument("--score", type=Path, metavar="DATASET")
    options = parser.parse_args()
    if options.documents:
        kind = {"invented": options.invented, "one_line": options.one_line}
        make(options.folder, options.documents, options.texts, options.seed, options.clean, **kind)
    if options.score:
        json.dump(score(options.folder / "truth.jsonl", options.score), sys.stdout, indent=1)
        print()


if __name__ == "__main__":
    main()
