"""Typed text: character widths, blanks, similar words, lines in a cell."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xlsappraise.base.text import fold, lines, nearest, tidy, units


@pytest.mark.parametrize(
    "typed",
    ["姓名", " 姓名 ", "姓　名", "姓\u200b名", "\ufeff姓名", "姓 名\n", "姓\u00a0名", "姓\u00ad名", "\u2060姓名"],
)
def test_blanks_and_invisible_characters_do_not_make_another_word(typed: str) -> None:
    assert fold(typed) == "姓名"


@pytest.mark.parametrize(("typed", "folded"), [("Ｅ００１", "E001"), ("（１）", "(1)"), ("ｱ", "ア"), ("e001", "e001")])
def test_widths_are_folded_and_case_is_kept(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
@example("H¨")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("　李 建国\u00a0", "李 建国"),
        ("李\u200b建国\n", "李建国"),
        ("\u200b \u200b", ""),
        (" a\nb ", "a\nb"),
        ("Ａ", "Ａ"),
    ],
)
def test_only_outer_blanks_and_invisible_characters_are_dropped(typed: str, tidied: str) -> None:
    assert tidy(typed) == tidied


def test_a_near_miss_finds_the_word_that_was_meant() -> None:
    known = ("furniture-callback", "after-sales-monthly", "家具客服回访专员月度考核表")
    assert nearest("furnitur-calback", known) == "furniture-callback"
    assert nearest("家具客服回访月度考核", known) == "家具客服回访专员月度考核表"
    assert nearest("zzz", known) is None
    assert nearest("a", ()) is None


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("abc", 3), ("客服", 4), ("A组", 3), ("（", 2), ("𠮷", 2)])
def test_a_chinese_character_is_two_units_wide(text: str, wide: int) -> None:
    assert units(text) == wide


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [("", 10, 1), ("a" * 10, 10, 1), ("a" * 11, 10, 2), ("客" * 5, 10, 1), ("客" * 6, 10, 2), ("a\nb", 10, 2),
     ("a\n\nb", 10, 3), ("客" * 6 + "\nx", 10, 3), ("abc", 0.5, 3)],
)  # fmt: skip
def test_lines_are_counted_as_they_wrap(text: str, width: float, count: int) -> None:
    assert lines(text, width) == count
