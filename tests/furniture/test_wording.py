"""What goes for its wording alone, and what stays for all of that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tasks.edits import replay
from tasks.furniture import wording, wording_train
from tasks.furniture.decide import Asked, Stands, decide
from tasks.furniture.known import strip_known
from tasks.furniture.ruling import rules_of
from tasks.furniture.wording import WORDED, scores
from tasks.repair import Context

CASES = json.loads(Path(__file__).with_name("cases").joinpath("wording.json").read_text("utf-8"))
ARTICLE = """The ferry that sank off the quay in March came back on Monday, towed by two boats.
“We had given her up,” said the harbour master, who first saw the mast from his window.
The owners said that the ship will sail again in June, when her engines have been dried."""
SURE = CASES["alone"][0]


@pytest.fixture(autouse=True)
def no_rule_is_remembered() -> Iterator[None]:
    """Some of these tests move the limits."""
    rules_of.cache_clear()
    yield
    rules_of.cache_clear()


def gone(text: str, context: Context | None = None) -> list[str]:
    """The lines that go for their wording."""
    left, edits = strip_known(text, context or Context())
    assert replay(text, edits) == left
    return [line for edit in edits if edit.rule == WORDED for line in edit.before.strip().split("\n")]


@pytest.mark.parametrize("line", CASES["alone"])
def test_what_is_surely_worded_as_furniture_goes_at_an_end(line: str) -> None:
    assert gone(f"{ARTICLE}\n{line}") == [line]
    assert gone(f"{line}\n{ARTICLE}") == [line]


@pytest.mark.parametrize("line", CASES["beside"])
def test_what_is_less_sure_goes_beside_what_goes(line: str) -> None:
    assert not gone(f"{ARTICLE}\n{line}")
    assert gone(f"{ARTICLE}\n{line}\nLogin") == [line]
    assert gone(f"{ARTICLE}\nLogin\n{line}") == [line]


@pytest.mark.parametrize("line", CASES["inside"])
def test_what_is_surest_goes_inside_an_article(line: str) -> None:
    first, *more = ARTICLE.split("\n")
    assert gone("\n".join([first, line, *more])) == [line]


@pytest.mark.parametrize("line", CASES["glued"])
def test_what_is_surest_goes_behind_the_last_sentence(line: str) -> None:
    assert gone(f"{ARTICLE} {line}") == [line]


@pytest.mark.parametrize("line", CASES["stays"])
def test_an_articles_last_sentence_stays(line: str) -> None:
    assert strip_known(f"{ARTICLE} {line}", Context()) == (f"{ARTICLE} {line}", [])


def test_no_sentence_ends_in_an_abbreviation() -> None:
    for title in ("Mrs", "Rep", "J"):
        text = f"{ARTICLE} It was sung for {title}. {CASES['glued'][0]}"
        assert strip_known(text, Context())[0] == text


def test_an_articles_short_sentence_stays_before_what_goes() -> None:
    own = "The pilot will run through spring break."
    left, _ = strip_known(f"{ARTICLE}\n{own} {CASES['glued'][1]}", Context())
    assert left == f"{ARTICLE}\n{own}"


@pytest.mark.parametrize("line", CASES["stays"])
@pytest.mark.parametrize("place", ["head", "inside", "tail", "beside"])
def test_an_articles_line_stays(line: str, place: str) -> None:
    lines = ARTICLE.split("\n")
    lines.insert({"head": 0, "inside": 2}.get(place, len(lines)), line)
    left, _ = strip_known("\n".join([*lines, *(["Login"] if place == "beside" else [])]), Context())
    assert left == "\n".join(lines)


@pytest.mark.parametrize("line", CASES["titles"])
@pytest.mark.parametrize("place", [0, 2])
def test_headlines_stay_where_they_stand(line: str, place: int) -> None:
    lines = ARTICLE.split("\n")
    lines.insert(place, line)
    assert not gone("\n".join(lines))


def test_wording_can_be_switched_off() -> None:
    text = f"{ARTICLE}\n{SURE}\nLogin"
    assert strip_known(text, Context(wording=False))[0] == f"{ARTICLE}\n{SURE}"
    stands = Stands(3, 12, 3, 12)
    assert decide("a.example", "tail", [SURE], stands, Asked(10, 0.05))
    assert not decide("a.example", "tail", [SURE], stands, Asked(10, 0.05, wording=False))


def test_a_text_is_never_all_wording() -> None:
    assert not gone("\n".join(CASES["alone"][:3]))
    assert not gone(SURE)


def test_the_end_of_a_sentence_that_is_broken_above_stays() -> None:
    broken = "The ferry that sank off the quay in March came back on Monday, and her owners promised to send"
    assert not gone(f"{ARTICLE}\n{broken}\n{SURE}")
    assert gone(f"{ARTICLE}\n{broken}.\n{SURE}") == [SURE]


def test_an_articles_words_in_the_same_line_stay() -> None:
    words = "when her engines have been dried and her cabins painted in green and white by the crew"
    assert not gone(f"{ARTICLE}\n{words} {SURE}")


def test_rows_of_tables_and_what_somebody_said_stay() -> None:
    assert not gone(f"{ARTICLE}\n| {SURE} | 1 | 2 |")
    assert not gone(f"{ARTICLE}\n“{SURE}”")
    assert not gone(f"{ARTICLE}\n{SURE.rstrip('.')}, the mayor said.")


def test_settings_keep_lines() -> None:
    assert not gone(f"{ARTICLE}\n{SURE}", Context(keep=frozenset((SURE.lower().rstrip("."),))))


def test_numbers_and_apostrophes_are_all_alike() -> None:
    one, more, straight, curly = scores(
        ["Join 12 readers now", "Join 45 readers now", "Don't miss it", "Don’t miss it"]
    )
    assert one == more
    assert straight == curly
    assert scores(["Sign up", ""]).tolist() == [-np.inf, -np.inf]


@pytest.mark.parametrize(("line", "articles", "learned"), [
    (SURE, 2, True),
    (SURE, 1, False),
    ("The mayor said on Friday that the bridge would open.", 4, False),
])  # fmt: skip
def test_what_is_worded_so_is_learned_from_fewer_articles(line: str, articles: int, learned: bool) -> None:
    stands = Stands(articles, 8, articles, 8)
    assert decide("quay.example", "tail", [line], stands, Asked(10, 0.05)) == learned


def test_the_days_figures_of_a_market_are_not_learned_from_a_few() -> None:
    lines = [
        "14 Mart 2025 Cuma, BIST 100 günü 1,05 yükselerek tamamlad.",
        "28 Mart 2025 Cuma, BIST 100 günü 0,49 yükselerek tamamlad.",
    ]
    assert not decide("quay.example", "head", lines, Stands(3, 12, 3, 12), Asked(10, 0.05))
    lines = [f"Join our {number} readers: sign up for the harbour's free newsletter." for number in (9, 12)]
    assert decide("quay.example", "tail", lines, Stands(3, 12, 3, 12), Asked(10, 0.05))


@pytest.mark.parametrize(("place", "lines", "articles", "of"), [
    ("tail", [f"{n} dead, {n * 3} injured" for n in range(20, 40)], 17, 200),
    ("tail", [f"Final score: {n}-{n + 9}" for n in range(20, 40)], 3, 20),
    ("tail", [f"He was {n}." for n in range(30, 60)], 10, 20),
    ("tail", [f"Cases today: {n * 997}, deaths: {n}" for n in range(20, 40)], 5, 20),
    ("head", [f"Population: {n * 997}" for n in range(20, 40)], 17, 200),
    ("body", [f"Brent crude at {n} dollars a barrel" for n in range(60, 90)], 19, 200),
    ("body", [f"Lap {n}: a yellow flag" for n in range(10, 40)], 11, 200),
    ("body", [f"{n}:38 - Goal!" for n in range(10, 23)], 33, 200),
    ("tail", ["Harbour dollar: Flat at 63.00 quay cents", "Harbour dollar: Flat at 66.52 quay cents"], 2, 8),
    ("body", ["How did you get started?"], 40, 70),
    ("tail", ["The police are investigating."], 6, 25),
    ("tail", ["The raid of 7 May 2023 killed some 1,200 sheep, most of them lambs, and drove about 250 away."], 10, 28),
    ("tail", ["Stay indoors during the hottest hours and drink enough water."], 5, 60),
])  # fmt: skip
def test_what_articles_say_is_not_learned(place: str, lines: list[str], articles: int, of: int) -> None:
    assert not decide("quay.example", place, lines, Stands(articles, of, articles, of), Asked(10, 0.05))


@pytest.mark.parametrize(("line", "articles", "learned"), [
    ("No injuries were reported.", 12, False),
    ("No injuries were reported.", 60, False),
    ("No injuries were reported.", 120, True),
    ("The first inquest continues.", 12, False),
    ("Their names were not given.", 12, False),
    ("La investigación del caso continúa.", 12, False),
    ("The Ellery Times is printed on the quay", 12, True),  # no sentence
])  # fmt: skip
@pytest.mark.parametrize("place", ["body", "tail"])
def test_what_reporters_repeat_must_stand_in_more(line: str, articles: int, learned: bool, place: str) -> None:
    stands = Stands(articles, 200, articles, 200)
    assert decide("quay.example", place, [line], stands, Asked(10, 0.05)) == learned
    assert decide("quay.example", place, [line], stands, Asked(10, 0.05, wording=False))


def test_short_sentences_of_reports_are_not_learned_as_labels_are() -> None:
    stands = Stands(12, 200, 12, 200)
    learned = ["The trial continues.", "Sentencing was adjourned.", "Download our app.", "Play our daily quiz."]
    assert [decide("quay.example", "tail", [line], stands, Asked(10, 0.05)) for line in learned] == [
        False,
        False,
        True,
        True,
    ]


def test_training_tells_furniture_from_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording_train, "_BITS", 14)
    texts, out, examples = tmp_path / "texts", tmp_path / "weights.npz", tmp_path / "examples"
    texts.mkdir()
    examples.mkdir()
    for number in range(20):
        more = f"On day {number} she sailed. The crew said that it was cold. They sang."
        (texts / f"{number}.txt").write_text(f"{ARTICLE}\n{more}\n", "utf-8")
    names = ("tide", "harbour", "morning", "island")
    lines = [f"+ Get the {name} newsletter in your inbox" for name in names]
    lines += [f"- The {name} newsletter was printed in a cellar" for name in names]
    (examples / "some.txt").write_text("\n".join(lines) + "\n", "utf-8")
    others = tmp_path / "others"
    others.mkdir()
    told = (
        "Am dritten Tag segelte sie.",
        "Die Mannschaft sagte, dass es kalt war.",
        "Sie sangen.",
        "Das Licht ging aus.",
    )
    (others / "de.jsonl").write_text("".join(json.dumps({"text": " ".join(told)}) + "\n" for _ in range(3)), "utf-8")
    asked = [str(texts), "--others", str(others), "--out", str(out), "--examples", str(examples)]
    assert wording_train.main(asked) == 0
    with np.load(out) as found:
        made = wording.Weights(found["table"], float(found["scale"]), float(found["bias"]))
    furniture, own = wording.scores_by(
        made, ["Get the ferry newsletter in your inbox", "The ferry newsletter was printed in the town"]
    )
    assert furniture > own
    assert wording.scores_by(made, [told[1]])[0] < 0


def test_training_asks_for_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    with pytest.raises(SystemExit):
        wording_train.main([str(tmp_path), "--out", str(tmp_path / "w.npz"), "--examples", str(tmp_path)])
    assert 'begins with "+ "' in capsys.readouterr().err
