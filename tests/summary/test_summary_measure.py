"""Is the room that a text takes never underestimated?"""

from __future__ import annotations

import pandas as pd
import pytest

from xlsappraise.drawing.measure import TALLEST, clean, clip, height, lines


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 10, 1),
        ("一二三四五", 10, 1),
        ("一二三四五六", 10, 2),
        ("一二三四五六", 11, 2),  # the odd unit at the end of a line holds no CJK character
        ("a\nb\n", 10, 3),
        ("ab cdefghij", 11, 2),  # a Latin word goes to the next line whole
        ("x" * 40, 11, 4),  # unless it is longer than a line
    ],
)
def test_lines_are_counted_as_a_spreadsheet_breaks_them(text, width, count):
    assert lines(text, width) == count


def test_no_row_is_taller_than_excel_allows():
    assert height("长" * 10_000, 20) == TALLEST


@pytest.mark.parametrize("blank", [None, float("nan"), pd.NA, pd.NaT, ""])
def test_nothing_is_blank_text(blank):
    assert clean(blank) == ""


def test_line_breaks_survive_and_control_characters_do_not():
    assert clean("a\nb\tc\u3000d") == "a\nb\\tc\u3000d"


def test_a_cut_text_says_so():
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
