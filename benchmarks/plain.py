"""The job done by a plain script of the usual libraries, as one would write it in an afternoon: what copydesk is measured
against. python -m benchmarks.plain DUMP_FOLDER OUT.parquet

ftfy for the encoding, BeautifulSoup for markup, a list of words for apostrophes, regular expressions for furniture,
datasketch for copies, pandas for the Parquet.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import ftfy
import pandas as pd
from bs4 import BeautifulSoup
from datasketch import MinHash, MinHashLSH

CONTRACTIONS = {
    word.replace("'", ""): word
    for word in (
        "don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't can't couldn't shouldn't "
        "I'm I've you're you've you'll they're they've they'll we've it'll that's there's what's who's he's she's let's"
    ).split()
}  # fmt: skip
WORDS = re.compile(r"\b(" + "|".join(CONTRACTIONS) + r")\b", re.IGNORECASE)
FURNITURE = re.compile(
    r"(log ?in|sign (in|up).*|subscribe.*|share( this.*)?|tweet|print|menu|skip to.*|advertisement|facebook|whatsapp|twitter|email"
    r"|copy link|©.*|.*all rights reserved.*|privacy policy.*|home [|>].*|most read|more from.*|comments|enter your email.*)",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """One text."""
    text = ftfy.fix_text(text, uncurl_quotes=False)
    if "<" in text or "&" in text:
        text = BeautifulSoup(text, "lxml").get_text()
    text = WORDS.sub(lambda found: CONTRACTIONS.get(found[0].lower(), found[0]), text)
    lines = [line.strip() for line in text.split("\n")]
    return "\n".join(line for line in lines if not FURNITURE.fullmatch(line)).strip()


def signature(text: str) -> MinHash:
    """The MinHash of a text's shingles of five words."""
    words = re.findall(r"\w+", text.lower())
    found = MinHash(num_perm=128)
    found.update_batch({" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))})
    return found


def main() -> None:
    """Clean a folder of JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DUMP_FOLDER", help="a dump of JSON Lines")
    parser.add_argument("out", type=Path, metavar="OUT.parquet", help="the file to write")
    options = parser.parse_args()
    rows = [
        json.loads(line) for path in sorted(options.folder.glob("*.jsonl")) for line in open(path, encoding="utf-8")
    ]
    index = MinHashLSH(threshold=0.7, num_perm=128)
    kept = []
    for number, row in enumerate(rows):
        row["text"] = clean(row["text"])
        made = signature(row["text"])
        if not any(index.query(made)):
            index.insert(str(number), made)
            kept.append(row)
    pd.DataFrame(kept).to_parquet(options.out)


if __name__ == "__main__":
    main()
