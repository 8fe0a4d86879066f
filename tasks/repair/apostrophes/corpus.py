"""Clean English read for training: every mark in it is a label.

What would teach wrongly is left out: documents without apostrophes, and words in s whose closing mark may be the end
of a single-quoted passage.
"""

from __future__ import annotations

import bz2
import collections
import gzip
import json
import lzma
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from tasks.repair.apostrophes.lexicon import (
    FIRST_ID,
    IS_HOSTS,
    LIKELY,
    MAY_AFTER_S,
    MAY_BEFORE_S,
    MAY_INNER,
    NAME,
    SPOKEN,
    UNMISTAKABLE,
    Lexicon,
    may_of_unknown,
)  # fmt: skip
from tasks.repair.apostrophes.words import AFTER_S, BEFORE_S, INNER, NO_MARK, SMALL, Bools, Words, read_words

# Marks a 1000 words: whole English text has 15 to 50; below 4 the document has lost them.
LEAST_MARKS = 4
# How often a form must show its mark, and in what share of its places, to be a candidate for one.
LEAST_COUNT, LEAST_SHARE = 12, 2e-4
LEAST_NAME = 0.6  # the same for forms that are no contraction: "gov't" beside "govt" is a matter of style
LIKELY_SHARE, UNMISTAKABLE_SHARE = 0.12, 0.97
NAME_SHARE = 0.03  # a name is written small no more often
# Shares of the documents that are read without curly quotation marks and dashes, and cut into snippets, anywhere, of
# so many words. A conversion that loses the apostrophes of a text often loses those signs too; feeds cut.
WITHOUT_SIGNS, IN_SNIPPETS, SNIPPETS = 0.12, 0.18, (12, 20, 30, 40, 60, 90)
_SIGNS = dict.fromkeys(map(ord, '“”‘—–"'))
_CONTRACTION = re.compile(r"(?:n't|'(?:re|ve|ll|d|m))$")
_OPENING = re.compile(r"(?<![^\W_])['‘](?=[^\W_])")


def read_texts(path: Path) -> Iterator[str]:
    """The texts of one file: .txt is one text, .jsonl one a line in its field "text"; .gz, .bz2 and .xz too."""
    openers: dict[str, Callable[..., IO[Any]]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
    opener = openers.get(path.suffix)
    name = path.stem if opener else path.name
    with opener(path, "rt", encoding="utf-8") if opener else path.open(encoding="utf-8") as file:
        if name.endswith(".jsonl"):
            for line in file:
                yield str(json.loads(line)["text"])
        elif name.endswith(".txt"):
            yield file.read()


def usable(words: Words) -> bool:
    """Whether a document keeps its apostrophes."""
    return words.start.size > 50 and int((words.mark > 0).sum()) * 1000 >= LEAST_MARKS * words.start.size


def variants(text: str, chance: random.Random) -> list[str]:
    """The text as training reads it: mostly as it is, at times as feeds and careless conversions leave texts."""
    draw = chance.random()
    if draw < WITHOUT_SIGNS:
        return [text.translate(_SIGNS)]
    if draw > WITHOUT_SIGNS + IN_SNIPPETS:
        return [text]
    words = text.split(" ")
    snippets, at = [], 0
    while at < len(words):
        size = chance.choice(SNIPPETS)
        snippets.append(" ".join(words[at : at + size]))
        at += size
    return snippets


def doubtful(texts: list[str], words: Words) -> Bools:
    """Words whose closing mark may end a single-quoted passage: one was opened shortly before."""
    doubt = np.zeros(words.start.size, np.bool_)
    for number, text in enumerate(texts):
        after = np.flatnonzero((words.mark == AFTER_S) & (words.document == number))
        if after.size:
            opened = np.array([m.start() for m in _OPENING.finditer(text)], np.int64)
            if opened.size:
                last = np.searchsorted(opened, words.start[after], "right") - 1
                doubt[after] = (last >= 0) & (words.start[after] - opened[last] < 300)
    return doubt


class Census:
    """Counts of every word by the mark it bears, and of the full forms with inner marks."""

    def __init__(self) -> None:
        self.counts: dict[int, list[int]] = {}
        self.text: dict[int, str] = {}
        self.small: collections.Counter[int] = collections.Counter()  # how often written in small letters
        self.inner: collections.Counter[str] = collections.Counter()

    def add(self, text: str, words: Words) -> None:
        """Count one document."""
        hashes, first, inverse = np.unique(words.hash, return_index=True, return_inverse=True)
        table = np.bincount(inverse * 4 + words.mark, minlength=hashes.size * 4).reshape(-1, 4)
        for h, at, row in zip(hashes.tolist(), first.tolist(), table.tolist(), strict=True):
            known = self.counts.get(h)
            if known is None:
                self.counts[h] = row
                self.text[h] = re.sub("['’ʼ＇]", "", text[words.start[at] : words.end[at]]).lower()
            else:
                for k in range(4):
                    known[k] += row[k]
        small = np.bincount(inverse, weights=words.shape == SMALL)
        for i in np.flatnonzero(small).tolist():
            self.small[int(hashes[i])] += int(small[i])
        for at in np.flatnonzero(words.mark == INNER).tolist():
            self.inner[re.sub("[’ʼ＇]", "'", text[words.start[at] : words.end[at]]).lower()] += 1

    def lexicon(self, size: int) -> Lexicon:
        """The `size` most frequent words, and all forms with inner marks that are frequent enough."""
        forms: dict[str, tuple[str, int]] = {}
        for form, n in self.inner.items():
            bare = form.replace("'", "")
            if n >= LEAST_COUNT and n > forms.get(bare, ("", 0))[1]:
                forms[bare] = (form, n)
        by_text: dict[str, list[int]] = {}
        small: dict[str, int] = {}
        for h, row in self.counts.items():
            if len(self.text[h]) <= 30 and re.fullmatch(r"[^\W_]+", self.text[h]):
                by_text[self.text[h]] = row
                small[self.text[h]] = self.small[h]
        ranked = sorted(by_text, key=lambda w: (-sum(by_text[w]), w))
        chosen = [w for i, w in enumerate(ranked) if i < size or w in forms]
        # Words that lower-case to something longer would not be read back as themselves.
        chosen = [w for w in chosen if read_words(w).hash.size == 1]
        may = np.zeros(FIRST_ID + len(chosen), np.uint8)
        may[:FIRST_ID] = may_of_unknown()
        places: dict[int, tuple[int, ...]] = {}
        for i, word in enumerate(chosen, FIRST_ID):
            row = by_text[word]
            total = sum(row)
            form, n = forms.get(word, ("", 0))
            spoken = _CONTRACTION.search(form) is not None
            if n >= (LEAST_SHARE if spoken else LEAST_NAME) * total and n:
                may[i] |= MAY_INNER
                places[i] = _places(form)
            if small[word] <= NAME_SHARE * total and len(word) > 2:
                may[i] |= NAME
            marked = total - row[NO_MARK]
            if marked >= LIKELY_SHARE * total and total >= 15:
                may[i] |= LIKELY
            if marked >= UNMISTAKABLE_SHARE * total and total >= 15:
                may[i] |= UNMISTAKABLE
                if spoken or word[:-1] in IS_HOSTS:
                    may[i] |= SPOKEN
            if word.endswith("s") and len(word) > 1:
                rare = total < 3 / LEAST_SHARE
                if row[BEFORE_S] >= LEAST_SHARE * total or (rare and row[BEFORE_S] > 0) or total < 200:
                    may[i] |= MAY_BEFORE_S
                if row[AFTER_S] >= LEAST_SHARE * total and (row[AFTER_S] > 2 or total < 200):
                    may[i] |= MAY_AFTER_S
        return Lexicon(tuple(chosen), may, places)


def _places(form: str) -> tuple[int, ...]:
    at: list[int] = []
    letters = 0
    for char in form:
        if char == "'":
            at.append(letters)
        else:
            letters += 1
    return tuple(at)
