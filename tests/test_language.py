from __future__ import annotations

import pytest

from tasks.language import language, word_counts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The ferry that had been tied up at the quay for a year was sold to the museum on Monday, and its crew went home.",
            "en",
        ),
        ("Die Fähre, die seit einem Jahr am Kai lag, ist am Montag an das Museum verkauft worden.", "de"),
        ("Le bac qui était amarré au quai depuis un an a été vendu lundi au musée de la ville.", "fr"),
        ("El transbordador que llevaba un año atracado en el muelle fue vendido el lunes al museo.", "es"),
        ("Паром, который год стоял у причала, в понедельник продали музею.", "ru"),
        ("停靠在码头一年的渡轮周一被卖给了博物馆。", "zh"),
        # One title in English among a thousand characters without a blank.
        (
            "停靠在码头一年的渡轮周一被卖给了博物馆。" * 8
            + "The Ferry That Went to the End of the World and All of the People Who Were There With Her",
            "zh",
        ),
        ("停靠在码头一年的渡轮周一被卖给了博物馆。" * 8, "zh"),
        ("埠頭に一年間停泊していた渡船は月曜日に博物館へ売却された。" * 8, "ja"),
        ("The Quay and the Sea Wall", "en"),
        ("Patel of Ellery", None),
        (", 7500 Quaycoin. , , , . , , . , , 637 .\n , . , . , 2013 , 12 . , , .", None),
        ("Short Circuit Assignment in JavaScript", None),
        ("12 34", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" The  ferry — 12 boats —\nsank. ", 7),
        ("İstanbul’da yağmur", 2),
        ("渡轮停靠在码头。", 7),
        ("「渡轮」，2024年 3月！", 6),
        ("フェリーは Quay-7 に着いた。", 10),
        ("배가 부두에 닿았다.", 3),
        ("𠀋 ferry", 2),
        ("、。・", 1),
    ],
)
def test_words(text: str, count: int) -> None:
    assert word_counts([text, text + " a"]).tolist() == [count, count + 1]
