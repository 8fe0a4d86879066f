"""Bytes -> text: marks, labels, evidence, and what to do with bytes that lie."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake import items
from tasks.intake.decode import beginnings_lost, codec, decode, decode_page, mixed, western
from tasks.intake.items import FileDecoder
from tests.bounds import bounded

CASES = json.loads((Path(__file__).parent / "cases" / "decode.json").read_text("utf-8"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case):
    decoded = decode(case["text"].encode(case["stored_as"]), case.get("declared"))
    assert decoded.text == case["text"]
    assert decoded.encoding == case.get("encoding", decoded.encoding)
    assert decoded.evidence == case.get("evidence", decoded.evidence)


@given(TEXTS)
def test_utf8_comes_back(text):
    assert decode(text.encode()).text == text
    assert decode(text.encode(), "utf-8").text == text
    assert decode(text.encode("utf-8-sig"), "latin-1").text == text


@given(TEXTS, st.sampled_from(["utf-16", "utf-32"]))
def test_wide_text_behind_a_mark_comes_back(text, encoding):
    assert decode(text.encode(encoding)).text == text


@given(
    st.text(st.characters(max_codepoint=127, exclude_characters="\0"), min_size=4),
    st.sampled_from(["utf-16-le", "utf-16-be"]),
)
def test_wide_ascii_needs_no_mark(text, encoding):
    assert decode(text.encode(encoding)).text == text


LABELS = [
    "utf-8",
    "utf-16",
    "gbk",
    "latin-1",
    "shift_jis",
    "big5",
    "idna",
    "punycode",
    "hex",
    "unicode_escape",
    "?",
    "\0",
]


@given(st.binary(max_size=300), st.none() | st.sampled_from(LABELS) | st.text(max_size=20))
def test_any_bytes_give_text_or_one_error(data, declared):
    try:
        decoded = decode(data, declared)
    except UnicodeDecodeError:
        return
    assert isinstance(decoded.text, str)
    assert decoded.evidence in {"bom", "declared", "utf-8", "detected", "guessed"}


def test_windows_1252_has_holes_that_are_read_as_controls():
    decoded = decode(b"caf\xe9 \x81\x8d\x8f\x90\x9d", "windows-1252")
    assert decoded.text == "café \x81\x8d\x8f\x90\x9d"
    assert decode("сад".encode("cp1251") + b"\x98", "windows-1251").text == "сад\x98"


def test_mixed_files_keep_both_kinds():
    data = "It’s the best day of the summer, said the café owner’s son. Quite so, said we. ".encode() + b"It\x92s late."
    decoded = decode(data)
    assert decoded.encoding == "utf-8+windows-1252"
    assert decoded.text.startswith("It’s the best day of the summer, said the café owner’s son.")
    assert decoded.text.endswith("It’s late.")


def test_pairs_in_asian_encodings_are_not_taken_for_utf8():
    assert not mixed("渡轮九点离开港口，船长说。".encode("gbk"))


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("declared", [None, "iso-8859-1", "gbk"])
def test_character_cut_in_two_at_the_end(cut, declared):
    whole = "The café’s owner said that the ferry would not leave before nine o’clock that day".encode()
    decoded = decode(whole + "’".encode()[:-cut], declared)
    assert decoded.encoding == "utf-8"
    assert decoded.text == whole.decode() + "\ufffd"


def test_a_last_letter_in_latin_1_is_no_cut_character():
    sentence = "He sat down by the harbour with a newspaper and had one more cup of caf"
    assert decode(sentence.encode() + b"\xe9", "iso-8859-1").text == sentence + "é"
    assert "\ufffd" not in decode(sentence.encode() + b"\xe9").text


def test_undecodable():
    with pytest.raises(UnicodeDecodeError):
        decode(bytes(range(256)) * 8 + b"\0\0\0\xff\xff")


@pytest.mark.parametrize(
    "label", ["hex", "zip", "idna", "punycode", "unicode_escape", "utf-7", "undefined", "", None, "a\0b", "é"]
)
def test_no_encodings(label):
    assert codec(label) is None


def test_escapes_are_not_unfolded_because_a_page_declares_them():
    assert decode(b"caf\\u00e9 \xe9t\xe9 du caf\xe9", "unicode_escape").text.startswith("caf\\u00e9")


def test_a_big_file_of_odd_bytes_costs_seconds_and_little_memory():
    data = ("é" * 4 + " plain words in between, and more of them ").encode() * 50_000 + b"\xe9."
    with bounded(seconds=3, size=5 * len(data)):
        assert mixed(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            "Владение is singular, she said".encode()
            + b" \x9d twice, left the harbour \xa0 as early as she would \x9d and was not seen again in May \x9d",
            "Владение is singular, she said ” twice, left the harbour \xa0 as early as she would ” and was not seen again in May ”",
        ),
        (b"the end of it, \x9dhe said \x94 a \x80\x98race\x99\xa6", "the end of it, ”he said — a ‘race’…"),
        (b"You flatly deny it,\x80\x9dshe added.", "You flatly deny it,”she added."),
        (b"It is 5 p.m. \x9d in \xc2\xa33 caf\xa9 \x80", "It is 5 p.m. ” in £3 caf© €"),
    ],
)
def test_characters_that_lost_their_first_bytes(data: bytes, text: str) -> None:
    assert decode(data).text == text
    assert decode(data).encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le bac où ils étaient a quitté le quai. \"C'était prévu\", a dit l'élu, là où va la mer.", "mac_roman"),
        ("Il traghetto è più grande, ha detto il sindaco. La città non può aspettare.", "mac_roman"),
        ("Di più, di più, e giù lunedì.", "mac_roman"),
        ('Tha taigh ùr ann. Tha ùpraid mhòr ann. "ùr"', "mac_roman"),
        ("It sold for ¥500 in Tokyo and for ¥300 in Osaka, the auction house said.", "cp437"),
        ("The Øresund bridge was closed because of the wind, the Ørestad office said.", "cp850"),
        ("The Łódź fair opened on Monday.", "cp852"),
        ("Экипаж цел. Эхо.", "cp866"),
    ],
)
def test_letters_of_other_encodings_are_no_last_bytes(text: str, encoding: str) -> None:
    assert not beginnings_lost(text.encode(encoding))


def test_stray_quotation_marks_do_not_make_it_windows() -> None:
    text = "Župan je v torek dejal: Ne vemo, kje je trajekt. Češnje so že zrele, žaba pa čaka na dež. "
    assert "Češnje so že zrele" in decode((text.encode("iso8859-2") + b"\x93Da,\x94 je rekel. ") * 3).text


def test_halves_of_lost_characters_do_not_make_it_another_encoding() -> None:
    found = decode(("the café in Kraków".encode() + b" \x93quoted\x94 and \x97 dashed" * 9) * 3)
    assert found.encoding == "utf-8+windows-1252"
    assert "Kraków" in found.text


def test_rows_of_a_file_without_first_bytes_are_read_alike() -> None:
    rows = [b"\x9dshe said, and left. \x9d", b"the \x98race\x99 \x94 or what was left of it"]
    decoder = FileDecoder(b"\n".join(rows), None)
    assert [decoder.decode(row).text for row in rows] == [
        "”she said, and left. ”",
        "the ‘race’ — or what was left of it",
    ]


def test_rows_in_no_encoding_of_their_file_share_the_answers_of_the_detector(monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(items, "decode", lambda data, declared: asked.append(data) or decode(data, declared))
    decoder = FileDecoder("港の\n".encode("euc_jp"), None)
    assert decoder.decode("フェリーは九時に出航した。".encode("euc_jp")).text == "フェリーは九時に出航した。"
    dice = random.Random(1)
    for _ in range(4_000):
        decoder.decode(bytes(dice.choices(range(0xA0, 0x100), k=40)))
    assert 1_000 < len(asked) < 1_200
    row = "Паром вышел из гавани в девять часов. "
    assert decoder.decode((row * 200).encode("cp1251")).text == row * 200


SENTENCES = [
    "The café’s owner said “no” – twice – to the mayor’s wife.",
    "“We’ve 20°C here,” said Dermot’s aunt Zoë… in São Tomé.",
    "It cost £5 – or €6 –, the ferrymen’s bill shows.",
    "Ángel’s boat won’t sail—not today.",
]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), st.sampled_from(["windows-1252", "mac_roman"]))
def test_rows_and_snippets_tell_windows_1252_from_mac_roman(sentences, encoding):
    assert western(" ".join(sentences).encode(encoding)) == encoding


def test_a_row_that_does_not_fit_what_it_was_taken_for_is_not_lost():
    others = [
        "The mayor’s ferry sank, “he said”, and the café’s owner didn’t know. Für die Bürger.".encode("cp1252")
    ] * 30
    row = ("Yolcular kıyıda bekliyordu; kaptan, teknenin neden battığını söylemedi, çok üşümüşlerdi. " * 6).encode(
        "cp857"
    )
    decoder = FileDecoder(b"\n".join(others), None)
    for one in (others[0], row, row + b" fran\xe7ais"):  # which has no letter in the encoding of the rest
        assert len(decoder.decode(one).text) == len(one)


@given(
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(["utf-8", "windows-1252", "mac_roman"])), min_size=1)
)
def test_each_row_of_a_joined_file_is_read_as_what_it_is(rows):
    lines = [sentence.encode(encoding) for sentence, encoding in rows]
    decoder = FileDecoder(b"\n".join(lines), None)
    for line, (sentence, _) in zip(lines, rows, strict=True):
        assert decoder.decode(line).text == sentence


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_short_rows_are_in_what_their_file_shows(encoding: str) -> None:
    rows = [
        "La travesía se suspendió según contó la dueña, y el capitán esperó.",
        "La información llegó ayer.",
        "El capitán esperó.",
    ]
    decoder = FileDecoder("\n".join(rows * 3).encode(encoding), None)
    assert [decoder.decode(row.encode(encoding)).text for row in rows] == rows


@pytest.mark.parametrize(
    "row", [b"The ferry: \x80\x98sorry for the captain", b"They are: \x80\xa2 the quay; \x80\xa2 the pier"]
)
def test_marks_without_first_bytes_alone_in_a_row_are_no_letters_of_mac_roman(row: bytes) -> None:
    assert western(row) == "windows-1252"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gbk", "渡轮罢工星期一结束，船员回到码头，乘客在市场上买鱼和面包，等候傍晚的船。"),
        ("euc_kr", "페리 파업이 월요일에 끝났고 승객들은 시장에서 생선과 빵을 사서 저녁 배를 기다렸다."),
        ("windows-1251", "Паром вышел из гавани в девять часов утра, и капитан сказал, что вернётся к полудню."),
    ],
)
def test_pages_that_declare_nothing_are_judged_by_their_words(encoding, text):
    script = "<script>" + "var harbour = {boats: [1, 2, 3], open: true};\n" * 6_000 + "</script>"
    links = "<ul>" + "<li class='menu item level-1'><a href='/harbour/boats/for-sale'>&nbsp;</a></li>\n" * 300 + "</ul>"
    page = f"<!doctype html><html><head>{script}</head><body>{links}<p>{text}</p></body></html>"
    assert text in decode_page(page.encode(encoding)).text


@pytest.mark.parametrize("piece", [b"<script>", b"<", b"<script ", b"<p ", b"<style></script>"])
def test_odd_pages_are_decoded_soon(piece):
    with bounded(seconds=3):
        decode_page(b"<html>\xe9 " + piece * (2_000_000 // len(piece)))


@pytest.mark.parametrize("nothing", ["The ferry left.", None])
def test_what_are_no_bytes_is_told(nothing):
    with pytest.raises(TypeError, match=f"bytes are decoded, not {type(nothing).__name__}; .*read_bytes"):
        decode(nothing)
