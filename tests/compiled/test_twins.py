"""What is done in C is what numpy and Python do without a compiler, bit for bit, for any text."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tasks.compiled
from tasks import language
from tasks.dataset import editlists
from tasks.dataset.work import string_column
from tasks.dedupe import fingerprints, keepers, words
from tasks.dedupe.candidates import Buckets
from tasks.edits import Edit
from tasks.furniture import known, matcher, needs, rules, sightings, verdicts, wording
from tasks.furniture.glance import ANYTHING, GLUED, GLUED_INSIDE, INSIDE, LIST, NOTICES, PAGE, TITLES, UNDER, WIDGETS
from tasks.furniture.glued import strip_glued, strip_glued_inside
from tasks.furniture.lines import every_line, strip_lines, strip_told
from tasks.furniture.lists import is_list_heading
from tasks.furniture.notices import strip_notices, strip_under_title
from tasks.furniture.page import strip_page
from tasks.furniture.ruling import rules_of
from tasks.furniture.widgets import WORDS
from tasks.intake.decode import valid_unicode
from tasks.repair import Context, step
from tasks.repair.apostrophes import features, gate, lexicon, network, reader, restore, transformer
from tasks.repair.apostrophes import judge as judgement
from tasks.repair.apostrophes import words as apostrophes
from tasks.repair.apostrophes.counted import with_years
from tasks.repair.apostrophes.fixed import restore_fixed
from tasks.repair.apostrophes.lossy import mend_lossy
from tasks.repair.apostrophes.model import load
from tasks.repair.apostrophes.thresholds import THRESHOLDS
from tasks.repair.spots import BITS, SURROGATES, spots
from tests.texts import texts

pytestmark = pytest.mark.skipif(not tasks.compiled.is_compiled(), reason="there is no compiler")

_LINES = [
    "Login",
    "Share this article",
    "Updated 3 May 2024, 12:30",
    "Updated: ...May. 3, o'clock 5'10",
    "• Read more",
    "You may also like: Ferry sinks",
    "You may also like: ",
    'He said: no. It was 3 May: "so"',
    "LOGIN ",
    "By Ann Lee",
    "Ferry that sank comes back",
    "in 1971 QT News App © Quay 2021 All rights reserved",
    "The views expressed here are her own",
    "Get the stories that matter in your inbox every morning.",
    "Your support makes our reporting possible, reader.",
    "12 Comments",
    "Tags",
    "- The Quay in Winter: A Walk",
    "Σίσυφος 1",
    "12.30",
    "≈",
    "İ",
]
_SENTENCES = [
    "He left. ",
    "“Stop!” ",
    "Page 3: ",
    "Why…\t",
    "It’s 5 p.m. ",
    "don't ",
    "workers' ",
    "rock 'n' roll ",
    "WEVE ",
    "x" * 90 + " ",
]
_KEEPS = "It’s the mayor’s house, and “he’s the mayor’s friend,” she said. "
# Lines enough for heads, tails and labels; sentences glued; whatever characters there are.
pages = st.lists(
    st.sampled_from([*_LINES, *_SENTENCES, "\n", "\n", "\n", "a", "é", "\x85", "𐐀", "😀", "\ud800"]), max_size=60
).map("".join)
some = st.lists(st.one_of(texts, pages), max_size=6)


def same(one: Any, other: Any) -> None:
    """Fails where two values of a dataclass, or two arrays, differ in a bit."""
    if is_dataclass(one):
        for field in fields(one):
            same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()
    else:
        assert one == other


def slowly(module: Any, call: Any) -> Any:
    """What `call` returns where `module` has nothing compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "function", lambda *_, **__: None)
        return call()


@given(some)
@example(["Ⱥ" * 70 + " ΣΑΣ", "x" * 200, "", "'", "don’t"])
def test_words_and_fingerprints(found: list[str]) -> None:
    same(words.words(found), slowly(words, lambda: words.words(found)))
    for shape in ((5, 5), (3, 4)):
        take = partial(fingerprints.fingerprints, found, *shape)
        same(take(), slowly(fingerprints, take))
    # What has no word is nobody's candidate.
    sets = fingerprints.shingle([f"{text} end" for text in found], 1)
    everybody = Buckets(np.arange(len(found), dtype=np.int32), np.array([0, len(found)]))
    for threshold in (0.1, 0.5, 1.0):
        choose = partial(keepers.choose, sets, everybody, threshold, settled=1)
        assert choose() == slowly(keepers, choose)


@given(some)
@example(["\U00016b50 \U0001d7ce1"])
@example(
    [
        "a\n" * 50,
        "Head one\n" + "Word " * 80 + "\nOne. Two two. Login here",
        "\n".join(f"Line {c}" for c in "abcdefghijklmnopq" * 3),
        "Story  highlights The 3 ferries of “Ann Lee” sank on Monday, (Said) the mayor of Port Ellery and nobody drowned.",
    ]
)
def test_sightings(found: list[str]) -> None:
    seen = sightings.sightings(found)
    same(seen, slowly(sightings, lambda: sightings.sightings(found)))
    for row, text in enumerate(np.repeat(np.array(found, object), np.diff(seen.bounds))):
        line = text[seen.start[row] : seen.end[row]]
        if seen.place[row] == sightings.PLACES.index("prefix"):
            line = re.sub(r"(?: +[^ ]+){2}\Z", "", line)  # two words behind it are sighted with it
        assert sightings.line_hash(line) == seen.line[row]
    lines = [line for text in found for line in text.split("\n")]
    assert sightings.line_hashes(lines) == slowly(sightings, lambda: sightings.line_hashes(lines))
    wanted = sightings.Wanted(seen.line.tolist()[::3])
    assert wanted.in_texts(found) == slowly(sightings, lambda: wanted.in_texts(found))


_written = texts.map(valid_unicode)
_edits = st.lists(st.builds(Edit, _written, _written, st.integers(0, 2**31 - 1), _written, _written), max_size=4)


@given(st.lists(_edits, max_size=6))
def test_columns(rows: list[list[Edit]]) -> None:
    column = editlists.edit_lists(rows)
    column.validate(full=True)
    assert column.equals(slowly(editlists, lambda: editlists.edit_lists(rows)))
    told = [edit.after for row in rows for edit in row]
    assert string_column(told).equals(pa.array(told, pa.string()))


@pytest.mark.parametrize(
    "odd",
    [
        ("s", "r", 1),
        ("s", "r", -1, "", ""),
        ("s", "r", 2**31, "", ""),
        ("s", None, 1, "", ""),
        "edit",
        ("\ud800", "r", 1, "", ""),
    ],
)
def test_what_is_no_edit_is_refused(odd: Any) -> None:
    with pytest.raises((LookupError, ValueError, TypeError, SystemError)):
        editlists.edit_lists([[Edit("s", "r", 1, "a", "b"), odd]])


@given(some)
@example(
    [
        "The house of the mayor is by the river. " * 5,
        "Das ist der Tag der Tage und die Stadt ist leer. " * 5,
        "\x1cthe\x85of ",
    ]
)
def test_languages_and_word_counts(found: list[str]) -> None:
    same(language.word_counts(found), slowly(language, lambda: language.word_counts(found)))
    assert language._are_english(found) == slowly(language, lambda: language._are_english(found))


@given(some)
@example(["âWe go,â he said.", "It isnât", "donu2019t", "b'no'", 'b"', "u20", "no#8217;s", "no_x000D_"])
@example(["said; no", "no #39;s", "a quot;", "\x7fé", "é\x1b", "“No,” — he", "a\u3000\nb", "\ud800a", "\n\n\n\n\n"])
def test_what_a_look_passes_over_is_left_as_it_is(found: list[str]) -> None:
    for text, what in zip(found, spots(found), strict=True):
        for name, bit in BITS.items():
            assert what & bit or step(name)(text, Context()) == (text, [])
        assert what & SURROGATES or valid_unicode(text) == text


_NEEDING = [rule for rule in rules.RULES if rule.needs]
_SETS = sorted({rule.needs for rule in _NEEDING})
_NEEDED = sorted({word for words in _SETS for word in words})
_PARTS = [*_NEEDED, *(word[1:] for word in _NEEDED), *"aé ’中😀\ud800"]


@given(st.lists(st.one_of(st.sampled_from(_PARTS), st.text(max_size=20)), max_size=60).map("".join).map(str.lower))
@example("")
@example("x" * 600 + _NEEDED[0])
def test_words_that_rules_need(line: str) -> None:
    asked, plain = matcher.needs(), slowly(needs, lambda: needs.Needs(_SETS))
    held = asked.held(line)
    assert all(asked.bit(words) & held for words in _SETS if any(word in line for word in words))
    assert all(plain.bit(words) & plain.held(line) for words in _SETS)


def test_more_sets_of_words_than_a_number_has_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="193 sets"):
        needs.Needs([(f"word {i}",) for i in range(needs.SETS + 1)])


def test_a_line_without_them_has_none() -> None:
    assert matcher.needs().held("") == matcher.needs().held("the ferry sank off the quay at noon") == 0


@given(some)
@example(
    [
        "Sign up — get OUR 5 newsletters",
        "don’t MISS it_now, «Σίσυφος» ²İ 12.5",
        "a b",
        "  It is  ",
        "x " * 200,
        "😀 one two three",
    ]
)
def test_wordings(found: list[str]) -> None:
    lines = [line for text in found for line in text.split("\n")]
    by = wording.weights()
    for gated in (False, True):
        same(wording.scores_by(by, lines, gated), slowly(wording, partial(wording.scores_by, by, lines, gated)))
    passed = wording.scores_by(by, lines, gated=True) > -np.inf
    assert [wording.has_words(line) and wording.passes(line) for line in lines] == passed.tolist()


@given(some)
@example(["s' 's s's '' O'Brien's' 'tis"])
@example(["Ohio ’s", "Ohio 's", " 's", "'s", "can 't", "we ’re,", "n ’ t", "a 'd'", "’ s ", "x ’s1"])
@example(
    [
        "".join("RaInsTon"[n % 8] * n + after for n in range(1, 50))
        for after in (" ", "1 ", "’s ", "é ", "S\n", "-", ". ")
    ]
)
def test_features(found: list[str]) -> None:
    model = load()
    spans = [[(0, len(text))] if text else [] for text in found]
    read = apostrophes.read_parts(found, spans)
    same(read, slowly(apostrophes, lambda: apostrophes.read_parts(found, spans)))
    ids = model.lexicon.ids(read)
    same(ids, slowly(lexicon, lambda: model.lexicon.ids(read)))
    at, may = model.lexicon.candidates(read, ids)
    for one, other in zip((at, may), slowly(lexicon, lambda: model.lexicon.candidates(read, ids)), strict=True):
        same(one, other)
    odd = np.arange(len(found)) % 2 == 1
    for one, other in zip(
        model.lexicon.candidates(read, ids, odd),
        slowly(lexicon, lambda: model.lexicon.candidates(read, ids, odd)),
        strict=True,
    ):
        same(one, other)
    count = partial(restore._count, read, ids, len(found))
    for one, other in zip(count(), slowly(restore, count), strict=True):
        same(one, other)
    if at.size:
        described = features.describe(read, ids, at, model.lexicon)
        same(described, slowly(features, lambda: features.describe(read, ids, at, model.lexicon)))
        compute = partial(network.probabilities, model.weights, described, may)
        same(compute(), slowly(network, compute))
        of = reader.load()
        assert of is not None
        around = partial(transformer.scores, of, read, ids, at, described, np.arange(at.size)[-4:])
        same(around(), slowly(transformer, around))


# What lists of words, days, names in s and thresholds tell apart.
_LOOKALIKES = (
    "Its its Were were Well Ive Id Ill Shell Wed wed lets Cant is was will says been ill health time times has Mon Tue Monday"
    " Jonathan Ann said and to on 3 2016s March May sept morning in the a An crews Adams Adams' Williams harbours Veltrions IDs"
    " UCAS RATES OCCs AT Rs J&Ks five years weeks notice worth dont Weve that's it’s of people"
).split()


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(_LOOKALIKES), st.sampled_from([" ", " ", " ", " ", ". ", ", ", "\n", ' "', "” (", "-"])
            ),
            max_size=60,
        ).map(lambda some: "".join(word + after for word, after in some)),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 1 << 32),
)
def test_judgements(found: list[str], seed: int) -> None:
    model, chance = load(), np.random.default_rng(seed)
    read = apostrophes.read_parts(found, [[(0, len(text))] if text else [] for text in found])
    ids = model.lexicon.ids(read)
    at, _, _ = with_years(read, *model.lexicon.candidates(read, ids))
    if not at.size:
        return
    described = features.describe(read, ids, at, model.lexicon)
    # Of some texts hardly a place is in doubt, of others each.
    chances = chance.dirichlet(np.full(4, chance.choice([0.05, 0.2, 1])), at.size).astype(np.float32)
    hard = lexicon.are_among(model.lexicon, reader.READ_AGAIN)
    doubts = partial(reader._doubtful, hard, described.own, read.document, at, chances)
    same(doubts(), slowly(reader, doubts))
    kept = chance.integers(0, 3, (len(found), 2)) * chance.choice([0.0, 0.5, 1], (len(found), 1))
    for least in THRESHOLDS.values():

        def judge() -> tuple[Any, Any]:
            changed = chances.copy()
            return judgement.judged(model, read, ids, at, described, changed, kept, least), changed  # noqa: B023

        for one, other in zip(judge(), slowly(judgement, judge), strict=True):
            same(one, other)


@given(some)
@example(
    [
        "don''t don?t #39; ` \x92 Õ´ \ufffd",
        " s ",
        "“its” ’ 's weve\ndont",
        "",
        "s s s",
        " t",
        "It‘s ‘Ve ‘the ‘re",
        "don¿t it′s ¿no",
        "we’re itʼs",
        "it＇s don‛t",
    ]
)
@example(
    [_KEEPS * 40 + '“Its late,” he said, “and were well.”\n"They were ill," she said. "its"', _KEEPS * 99 + "“were”"]
)
@example(
    [
        _KEEPS + "“" + "its were " * 40,
        _KEEPS * 9 + '"its" \x9c its',
        "governments governmentss",
        "f(); {a->b} = ;\n OBrien",
    ]
)
def test_gate(found: list[str]) -> None:
    of = gate.Gate(load().lexicon)
    looks = of.look(found)
    assert looks == slowly(gate, lambda: of.look(found))
    odd, fixed = {look.number for look in looks if look.odd}, {look.number for look in looks if look.fixed}
    for number, text in enumerate(found):
        kept = text.count("'") + text.count("’")
        assert number in odd or not mend_lossy(text, "'", kept)[1]
        assert number in fixed or kept or not restore_fixed(text, "'")[1]


def test_more_lines_than_verdicts_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_SIZE", 32)
    monkeypatch.setattr(verdicts, "_STRANGERS", 4)
    rule = rules_of(Context())
    remembered = verdicts.Verdicts(rule)
    pages = [
        f"Share\n{day} May 2024\n\nBy Ann Lee{day % 3}\n\nThe ferry {day} sank.\nAdvertisement\n{middle}\nAll we know.\n \n© Quay {day}\n"
        for day in range(1, 29)
        for middle in ("Read more: The ferry that\ncame back", "\n\nShare\n\n\n", "Login\n---\n😀", "")
    ]
    for number, page in enumerate(pages):
        for _ in range(4):
            looked = known._looker().look([page])
            assert looked
            judged = list(remembered.judge(looked))
            glances = dict(looked.glances())
            cut = judged[0][1:] if judged else strip_told(page, rule, glances[0])[:2]
            assert cut == strip_lines(page, rule)
        # A broken line behind "Read more" is asked about, and so is what may be a letter.
        assert bool(judged) == (number % 4 in (1, 3))


@given(some)
@example(
    ["Share", "By Ann Lee\nThe end. Login", "[Removed]", "- One two three four\n- Five six seven eight\n- Nine ten"]
)
@example(
    [
        "All we know.\nPhoto: AP / Jo Doe\n" + "Word " * 50,
        "😀\nText of an article.\n\n---\nⓢhare",
        "İ\nſhare\nKommentare",
    ]
)
@example(
    [
        "Word " * 50 + "\nMost read:\nThe ferry that came back\nShare\nRelated stories\nA bakery on the pier",
        "Word " * 50 + "\n\n ſee also\nThe ferry that came back",
    ]
)
@example(
    [
        "Ferry sinks Click to share on X (Opens in new window) The ferry sank.\nShare",
        "Word " * 900 + "8 show all Ferry 1/8 The quay at noon 2/8 The pier",
        "Login\nShe was not amused. ■",
        "Thank you for subscribing. Invalid email address\n" + "Word " * 50,
    ]
)
@example(
    [
        "She sailed.\nAbout Quay\nQuay is a ferry line that sails to each of the islands.",
        "She sailed.\nAbout the Quay\nThe Quay is a ferry line that sails to each of the islands.",
        "About half of them sailed.\nAbout a year ago they came.\nabout Quay",
        "She sailed READ MORE: The ferry that came back",
        "The tailor said.Share this article.\nIt cost more.The crew stayed.",  # two places where sentences are joined
    ]
)
def test_what_a_glance_passes_over_is_no_furniture(found: list[str]) -> None:
    context = Context()
    looked = known._looker().look(found)
    glances = dict(looked.glances() if looked else enumerate([ANYTHING] * len(found)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known._looker(), "_call", None)
        slow = known.strip_known_many(found, context)
    for _ in range(2):  # the second time what rules said is remembered
        assert known.strip_known_many(found, context) == slow
    rule = rules_of(context)
    for i, text in enumerate(found):
        if (glance := glances.get(i)) is not ANYTHING:
            told = {line[0]: line[3] for line in glance.lines or ()} if glance else {}
            lines = [(number, text[a:b]) for number, a, b, *_ in every_line(text)]
            assert all(told.get(number, 0) & INSIDE for number, line in lines if rule(line, "body"))
            assert all(told.get(number, 0) & LIST for number, line in lines if is_list_heading(line))
            left, _, what, _ = strip_told(text, rule, glance) if glance else (text, [], 0, False)
            assert what & PAGE or not strip_page(left, known._on_any_page, rule)[1]
            assert what & TITLES or not known._strip_titles(left)[1]
            assert what & UNDER or not strip_under_title(left, rule)[1]
            assert what & NOTICES or not strip_notices(left)[1]
            assert what & GLUED or not strip_glued(left, rule)[1]
            assert what & GLUED_INSIDE or not strip_glued_inside(left, rule)[1]


@pytest.mark.parametrize("before", range(10))
def test_what_widgets_hold_is_seen_wherever_it_begins(before: int) -> None:
    looked = known._looker().look(["x" * before + words for words in WORDS])
    assert not looked or (looked.flags & WIDGETS).all()
