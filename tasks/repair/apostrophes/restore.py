"""From a text to its repaired text: gate, candidates, model, the document's evidence, thresholds, edits."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from tasks.calendar import DAYS
from tasks.compiled import addresses, function
from tasks.edits import Cleaned, Edit, replaced, undo
from tasks.repair.apostrophes import reader
from tasks.repair.apostrophes.counted import YEARS, with_years
from tasks.repair.apostrophes.exempt import in_address, in_code, is_other, may_be_other
from tasks.repair.apostrophes.features import describe
from tasks.repair.apostrophes.fixed import restore_fixed, spell_name
from tasks.repair.apostrophes.gate import Gate, Look, Span
from tasks.repair.apostrophes.judge import judged
from tasks.repair.apostrophes.lexicon import FIRST_ID, IS_HOSTS, are_among
from tasks.repair.apostrophes.lossy import mend_lossy
from tasks.repair.apostrophes.model import load
from tasks.repair.apostrophes.network import probabilities
from tasks.repair.apostrophes.thresholds import THRESHOLDS, Asked, Precision
from tasks.repair.apostrophes.words import AFTER_S, BEFORE_S, INNER, Ints, Words, read_parts
from tasks.repair.parts import by_parts, string, strings

# Words that make up a quarter to a third of English and are rare in other languages, as ids are asked for once.
_ENGLISH = (
    "the of and to that for with from are have this not by as it at be but you they "
    "his her their were been has had would will who which said there when what she we our about your"
)
LEAST_ENGLISH = 0.06  # share of those words, in texts of FEW words or more; news has .25 to .40
# In shorter ones one is enough, or so many known words: "Israels Premierminister Netanyahu" is German.
FEW, LEAST_KNOWN_OF_FEW = 12, 0.6
# Or of all words the lexicon has nearly all: a line of news in the style of headlines may hold none of those above.
SNIPPET, LEAST_KNOWN = 60, 0.85
# Where only some lines were decided, what was put back there may make the gate name others; and a brief text with next to no
# marks has some now, so that less is asked of others ("its wont"). Elsewhere another pass could change nothing: what was put
# back speaks against further losses.
MOST_PASSES, BRIEF_TEXT = 4, 1000
# To the model these are blanks. Behind s' nothing that is had stands there: of 5,000 in news, seven do.
_DASHES = (" -", " –", " —")
_KEPT = re.compile(r"[^\W\d_]['’][^\W\d_]")
# Marks put back in a text, from which on its title is decided too: one may be a writer's slip, or ours. (Of nine titles in 22,000 that
# one would change, three would be wrong: "Bitcoin Post's Worst Q1".)
LEAST_LOST = 2
LEAST_LIKELY = 0.2  # of a mark in a title by itself, from which on it is decided with its text
BESIDE_TITLE = 700  # characters of a text that say what its title has lost: two marks or more, as a rule


@functools.cache
def _gate() -> Gate:
    return Gate(load().lexicon)


def restore_apostrophes(text: str, precision: Precision = "balanced") -> Cleaned:
    """Put back the apostrophes that `text` has lost: contractions, possessives, plural possessives, names.

    Text that has lost none comes back as it is, and what comes back loses nothing on a second call. Each edit covers
    one word; its rule names the kind and the confidence, "possessive:0.987". `precision` moves the confidence asked
    for: "cautious" for text that must not be harmed, "bold" for the most marks back. Raises ValueError for a precision that
    does not exist, TypeError for what is no text, and `TooManyEdits` for a text that lost more than any text has.

    >>> restore_apostrophes("Weve been clear about its aims, he said, and its going to take time.").text
    "We've been clear about its aims, he said, and it's going to take time."
    """
    if precision not in THRESHOLDS:
        raise ValueError(f"precision is {precision!r}; it must be one of {', '.join(THRESHOLDS)}")
    ((done, edits),) = restored([string(text, "restore_many")], precision)
    return Cleaned(done, tuple(edits))


def restore_many(texts: Iterable[str], precision: Precision = "balanced") -> list[Cleaned]:
    """`restore_apostrophes` of each of `texts`; short ones are decided together, which is several times as fast."""
    done = restored(strings(texts, "restore_apostrophes"), precision)
    return [Cleaned(text, tuple(edits)) for text, edits in done]


def restored(texts: list[str], precision: Precision) -> list[tuple[str, list[Edit]]]:
    """Each of `texts` and its edits."""
    return by_parts(texts, functools.partial(_restored, precision))


def restored_titles(titles: list[str], texts: list[Cleaned], precision: Precision) -> list[str]:
    """Titles with their marks, each by the evidence of the text below it: a title alone tells next to nothing. Left as it is where
    the text has hardly lost a mark.
    """
    mended = list(titles)
    own: dict[int, list[int]] = {}
    for i, (title, text) in enumerate(zip(titles, texts, strict=True)):
        # A title that keeps a mark has lost none.
        if len(text.edits) >= LEAST_LOST and title.strip() and not _KEPT.search(title):
            places = [n for n, edit in enumerate(text.edits) if edit.step == "apostrophes"]
            if len(places) >= LEAST_LOST:
                own[i] = places
    some = list(own)
    lost = [some[n] for n in _may_have_lost([titles[i] for i in some])]
    # As the texts were when they came to this step.
    below = [undo(texts[i].text, texts[i].edits[own[i][0] :])[:BESIDE_TITLE].rpartition(" ")[0] for i in lost]
    together = [f"{titles[i]}\n{start}" for i, start in zip(lost, below, strict=True)]
    # All of it: that the text has lost marks is known, even where its start does not tell.
    all_done = by_parts(together, functools.partial(_restored, precision, opened=True))
    for i, (done, _) in zip(lost, all_done, strict=True):
        lines = titles[i].count("\n") + 1
        mended[i] = "\n".join(done.split("\n", lines)[:lines])
    return mended


def _may_have_lost(titles: list[str]) -> list[int]:
    """Which titles hold a place that may have lost its mark, or what needs no model."""
    found = {look.number for look in _gate().look(titles) if look.odd or look.fixed}
    model = load()
    words = read_parts(titles, [[(0, len(title))] for title in titles])
    ids = model.lexicon.ids(words)
    at, may = model.lexicon.candidates(words, ids, np.ones(len(titles), np.bool_))
    chances = probabilities(model.weights, describe(words, ids, at, model.lexicon), may)
    found.update(words.document[at[chances[:, 0] <= 1 - LEAST_LIKELY]].tolist())
    return sorted(found)


def _restored(precision: Precision, some: Sequence[str], *, opened: bool = False) -> list[tuple[str, list[Edit]]]:
    texts = list(some)
    edits: list[list[Edit]] = [[] for _ in texts]
    unsettled = list(range(len(texts)))
    for _ in range(MOST_PASSES):
        again = []
        for draft in _pass([texts[number] for number in unsettled], THRESHOLDS[precision], opened=opened):
            if draft.edits:
                number = unsettled[draft.number]
                texts[number] = draft.text
                edits[number] += draft.edits
                if not draft.settled:
                    again.append(number)
        unsettled = again
        if not unsettled:
            break
    return list(zip(texts, edits, strict=True))


@dataclass(slots=True)
class _Draft:
    """A text on its way through one pass."""

    number: int
    text: str
    mark: str
    edits: list[Edit]
    named: bool  # whether a name or fixed form may stand in it
    code: bool  # whether it has signs of code
    spans: list[Span]
    whole: bool  # whether all of it is decided, or nothing needs to be

    @property
    def settled(self) -> bool:
        """Whether another pass can change nothing."""
        return self.whole and len(self.text) > BRIEF_TEXT


def _pass(texts: list[str], least: Asked, *, opened: bool) -> list[_Draft]:
    """One pass over some texts: those in which there was anything to do."""
    drafts = [_prepare(texts[look.number], look, opened=opened) for look in _gate().look(texts, opened=opened)]
    doubtful = [draft for draft in drafts if draft.spans]
    if doubtful:
        _decide(doubtful, least)
    # Last: a mark put back in a name does not say that the text keeps its marks.
    for draft in drafts:
        if draft.named:
            draft.text, edits = restore_fixed(draft.text, draft.mark)
            draft.edits += edits
    return drafts


def _prepare(text: str, look: Look, *, opened: bool) -> _Draft:
    """What needs no model, and what does."""
    number, mark = look.number, look.mark
    edits: list[Edit] = []
    if look.odd:
        text, edits = mend_lossy(text, mark, look.kept)
        if edits:
            look = _gate().look_at(text, opened=opened)
    return _Draft(number, text, mark, edits, look.fixed, look.code, look.spans, look.spans in ([], [(0, len(text))]))


def _decide(drafts: list[_Draft], least: Asked) -> None:
    """Ask the model about all candidates, and each draft's own evidence; mend the drafts."""
    model = load()
    words = read_parts([draft.text for draft in drafts], [draft.spans for draft in drafts])
    ids = model.lexicon.ids(words)
    counts, are_english = _count(words, ids, len(drafts))
    at, may, years = with_years(words, *model.lexicon.candidates(words, ids, are_english))
    if not at.size:
        return
    features = describe(words, ids, at, model.lexicon)
    chances = probabilities(model.weights, features, may)
    reader.reread(reader.load(), model.lexicon, words, ids, at, may, features, chances)
    if years.size:
        chances[years] = YEARS
    rows = judged(model, words, ids, at, features, chances, _marks_kept(drafts, counts), least).tolist()
    for number, some in groupby(rows, itemgetter(-1)):
        _mend(drafts[number], some)


def _count(words: Words, ids: NDArray[np.uint16], texts: int) -> tuple[Ints, NDArray[np.bool_]]:
    """For each text: words, those of _ENGLISH, known ones, those with a mark; with another than s' outside quotations, within. And
    whether it is English.
    """
    among = are_among(load().lexicon, _ENGLISH)
    if call := function("count_marks", "i" + "p" * 5 + "i" + "p" * 2):
        counts, are = np.zeros((texts, 6), np.int64), np.empty(texts, np.bool_)
        told = addresses((ids, words.mark, words.quoted, words.document, among))
        call(ids.size, *told, texts, *addresses((counts, are)))
        return counts, are
    bears = (words.mark == INNER) | (words.mark == BEFORE_S)
    kinds = (ids >= 0, among[ids], ids >= FIRST_ID, words.mark > 0, bears & ~words.quoted, bears & words.quoted)
    counts = np.stack([np.bincount(words.document[kind], minlength=texts) for kind in kinds], axis=1)
    return counts, _are_english(counts)


def _are_english(counts: Ints) -> NDArray[np.bool_]:
    """For each text, whether it has its share of English words, or of known ones where it is short. (Compiled code has these numbers
    too.)
    """
    count, english, known = counts[:, :3].T
    result: NDArray[np.bool_] = (english > 0) & (english >= np.where(count < FEW, 0, LEAST_ENGLISH * count))
    result |= (count < SNIPPET) & (known >= np.where(count < FEW, LEAST_KNOWN_OF_FEW, LEAST_KNOWN) * count)
    return result


def _marks_kept(drafts: list[_Draft], counts: Ints) -> NDArray[np.float64]:
    """For each text, the marks it keeps outside quotations, in what is not decided too, and within them."""
    kept = counts[:, 4:].astype(np.float64, order="C")
    for number, draft in enumerate(drafts):
        if not draft.whole:
            kept[number, 0] += max(0, draft.text.count("'") + draft.text.count("’") - int(counts[number, 3]))
    return kept


def _mend(draft: _Draft, rows: Iterable[list[int]]) -> None:
    """Put marks into a draft, as `judged` says."""
    text, mark, code = draft.text, draft.mark, draft.code
    places: list[tuple[int, int, str, str]] = []
    for word_id, start, end, kind, sure, apart, _ in rows:
        word = text[start:end]
        if (not apart and in_address(text, start, end)) or (code and in_code(text, start, end)):
            continue
        if (kind == AFTER_S and text.startswith(_DASHES, end)) or (kind == BEFORE_S and _owns_nothing(text, end, word)):
            continue
        rules, after, doubtful = _marked(word, word_id, kind, mark)
        if rules and not (doubtful and is_other(text, start, word)):
            places.append((start, end, after, rules[sure]))
    draft.text, more = replaced(text, "apostrophes", places)
    draft.edits += more


# "Byron Donalds (R-Fla.) said", and "published on Sundays."
_MEMBER = re.compile(r" \((?:R|D|I|Rep|Dem)[.,]?[-–— ][A-Z]")
_DAYS = frozenset(f"{day}s" for day in DAYS["en"])


def _owns_nothing(text: str, end: int, word: str) -> bool:
    """Whether a word in s that ends there is a member of parliament's name, or days: "on Sundays.", "On Sundays he rests"."""
    if word.lower() not in _DAYS:
        return _MEMBER.match(text, end) is not None
    start = end - len(word)
    on_them = text[max(0, start - 3) : start].lower() == "on " and _DOES.match(text, end) is not None
    return on_them or text[end : end + 1] in _CLOSING


_CLOSING = tuple(".,;:!?)]")
_DOES = re.compile(" (?:he|she|it|they|we|you|I|and|or|at|from|in|the|when)(?![^\\W_])")


# A dump has the same words over and over.
@functools.lru_cache(maxsize=1 << 14)
def _marked(word: str, word_id: int, kind: int, mark: str) -> tuple[list[str], str, bool]:
    """The rules of a word's mark, by how sure it is, none where it is not known how the word is written; the word with its mark; and
    whether it may be another.
    """
    if kind == BEFORE_S:
        host = word[:-1]
        rules = _rules("contraction" if host.lower() in IS_HOSTS else "possessive")
        return rules, f"{spell_name(host, mark)}{mark}{word[-1]}", may_be_other(word)
    if kind == AFTER_S:
        return _rules("plural-possessive"), word + mark, False
    at = load().lexicon.places[word_id]
    if at[0] == 1 and word[0] in "ODL" and word[1].islower() and word != "Oclock":
        return [], word, False  # "Obrien": O'brien or O'Brien is not known
    rules = _rules("contraction" if at[0] > 1 or word[0] in "iI" else "fixed")
    after = mark.join([word[a:b] for a, b in zip((0, *at), (*at, len(word)), strict=True)])
    return rules, after, may_be_other(word)


@functools.cache
def _rules(name: str) -> list[str]:
    """By how sure an edit is, in thousandths."""
    return [f"{name}:{sure / 1000:.3f}" for sure in range(1001)]
