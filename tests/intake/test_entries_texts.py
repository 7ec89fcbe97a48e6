"""Choices, dates and remarks: what is read, what is refused, what is kept as it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import text_of
from tests.intake.books import sheet
from xlsappraise.typed.entries import Entry, read_entry
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.cell import BLANK, Cell

AT = (7, 7)
CHOICE = Slot(
    "a.level", "a", "级别", "supervisor", AT, AT, "choice", choices=("优秀", "需 改进", "A(1)"), required=True
)
DAY = Slot("signoff.date", None, "日期", "supervisor", AT, AT, "date")
REMARK = Slot("a.remark", "a", "备注", "supervisor", AT, AT, "text", max=10)
LIST = "优秀, 需 改进, A(1)"


def text(value: str) -> Cell:
    return Cell("text", value, None, 0)


def number(value: float) -> Cell:
    return Cell("number", float(value), None, 0)


def read(slot: Slot, cell: Cell, code: str = "General") -> Entry:
    return read_entry(slot, AT, cell, code)


def told(entry: Entry) -> list[tuple[str, str | None, str | None]]:
    return [(f.code, text_of(f.found), text_of(f.expected)) for f in entry.findings]


@pytest.mark.parametrize(
    ("value", "code", "read_as"),
    [
        (46356, "yyyy-mm-dd", "2026-11-30"),
        (46356, 'm"月"d"日"', "2026-11-30"),
        (46356.5, "yyyy/m/d h:mm", "2026-11-30 12:00"),
        (0.354167, "h:mm", "08:30"),
        (1.104167, "[h]:mm:ss", "26:30"),
        (-1, "yyyy-mm-dd", "-1"),
        (1e9, "yyyy-mm-dd", "1000000000"),
        (46356, "General", "46356"),
    ],
)
def test_a_date_or_a_time_in_a_remark_is_kept_as_it_is_shown(value: float, code: str, read_as: str) -> None:
    entry = read(replace(REMARK, max=20), number(value), code)
    assert (entry.value, entry.findings) == (read_as, ())


@pytest.mark.parametrize("value", ["\u3164", "\uffa0\u2800", " \u115f\n"])
def test_a_remark_of_letters_that_are_drawn_as_nothing_is_blank(value: str) -> None:
    entry = read(REMARK, text(value))
    assert (entry.value, entry.blank) == (None, True)


def test_a_choice_from_the_list_is_taken_without_a_word() -> None:
    for choice in CHOICE.choices or ():
        entry = read(CHOICE, text(choice))
        assert (entry.value, entry.findings) == (choice, ())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" 优秀", "优秀"),
        ("优 秀", "优秀"),
        ("优\u200b秀\n", "优秀"),
        ("需改进", "需 改进"),
        ("Ａ（１）", "A(1)"),
        ("A（1）", "A(1)"),
    ],
)
def test_a_choice_that_differs_in_blanks_or_width_only_is_read(typed: str, meant: str) -> None:
    entry = read(CHOICE, text(typed))
    assert (entry.value, told(entry)) == (meant, [("normalised", typed, meant)])


@pytest.mark.parametrize("typed", ["优", "优秀、需 改进", "优秀/A(1)", "优秀优秀", "a(1)", "无", "-", "N/A", "1"])
def test_any_other_choice_is_refused_with_the_list(typed: str) -> None:
    entry = read(CHOICE, text(typed))
    assert (entry.value, told(entry)) == (None, [("not-in-list", typed, LIST)])


def test_a_number_or_true_is_no_choice() -> None:
    assert told(read(CHOICE, number(1))) == [("not-in-list", "1", LIST)]
    assert told(read(CHOICE, Cell("bool", True, None, 0)))[0][0] == "not-in-list"


def test_a_choice_of_blanks_is_blank() -> None:
    assert read(CHOICE, text(" \u3000")).blank
    assert read(CHOICE, BLANK).blank


@pytest.mark.parametrize(("serial", "day"), [(46341, "2026-11-15"), (36526, "2000-01-01")])
def test_a_date_cell_is_its_day(serial: float, day: str) -> None:
    entry = read(DAY, number(serial), "yyyy-mm-dd")
    assert (entry.value, entry.findings) == (day, ())


def test_a_time_of_day_is_dropped_and_said_so() -> None:
    entry = read(DAY, number(46341.75), "yyyy-mm-dd hh:mm")
    assert (entry.value, told(entry)) == ("2026-11-15", [("normalised", "2026-11-15 18:00", "2026-11-15")])


@pytest.mark.parametrize(
    "typed",
    ["2026-11-15", "2026/11/15", "2026.11.15", "2026年11月15日", "２０２６-11-15", " 2026-11-15\n",
     "2026 年 11 月 15 日", "2026-11-15 08:30", "2026-11-15 0:00:00", "2026-11-15T23:59:59.999",
     "2026年11月15日8:30", "2026-11-15T00:00:00Z"],
)  # fmt: skip
def test_a_text_date_with_the_year_first_is_read_and_said_so(typed: str) -> None:
    entry = read(DAY, text(typed))
    assert (entry.value, told(entry)) == ("2026-11-15", [("normalised", typed, "2026-11-15")])


@pytest.mark.parametrize(
    "typed",
    ["11/12/2026", "15.11.2026", "11-15", "11月15日", "26-11-15", "2026-11", "2026-11-31", "2026-13-01", "2026-11-15-1",
     "昨天", "٢٠٢٦-11-15", "20261115", "2026-11-15T16:00:00.000Z", "2026-11-15 24:00", "2026-11-1508:30", "46341"],
)  # fmt: skip
def test_an_ambiguous_or_impossible_date_is_refused(typed: str) -> None:
    entry = read(DAY, text(typed))
    assert (entry.value, told(entry)) == (None, [("not-a-date", typed, "2026-11-30")])


@pytest.mark.parametrize(
    ("serial", "found"), [(0, "0"), (15, "15"), (36525, "36525"), (73051, "73051"), (1e12, "1000000000000"), (-1, "-1")]
)
def test_a_number_that_is_no_day_of_this_century_is_refused(serial: float, found: str) -> None:
    entry = read(DAY, number(serial))
    assert (entry.value, told(entry)) == (None, [("not-a-date", found, "2026-11-30")])


@pytest.mark.parametrize(
    "typed", ["=1+1", "+86 139", "-无", "@李", "a\nb", "85", "N/A", "“好”", "好\u3000的\u00a0!", "👍🏽"]
)
def test_a_remark_is_kept_as_text_whatever_it_begins_with(typed: str) -> None:
    entry = read(REMARK, text(typed))
    assert (entry.value, entry.findings) == (typed, ())


def test_a_number_in_a_remark_is_its_shortest_text() -> None:
    assert [read(REMARK, number(n)).value for n in (3.0, 0.5, -2.25)] == ["3", "0.5", "-2.25"]


def test_true_in_a_remark_is_kept_as_it_was_shown() -> None:
    assert read(REMARK, Cell("bool", True, None, 0)).value == "TRUE"


def test_a_remark_beyond_its_limit_is_kept_whole_and_said_so() -> None:
    assert told(read(REMARK, text("一" * 10))) == []
    entry = read(REMARK, text("一" * 11))
    assert (entry.value, told(entry)) == ("一" * 11, [("text-too-long", "11", "10")])


@pytest.mark.parametrize("typed", ["a\x07b", "a\u202eb", "a\u2066b", "\x1b[31m红"])
def test_control_and_bidi_characters_are_kept_and_said_so(typed: str) -> None:
    entry = read(REMARK, text(typed))
    assert (entry.value, told(entry)) == (typed, [("control-characters", typed, None)])


def test_a_lone_surrogate_never_gets_into_a_value() -> None:
    cell = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>好_xD83D_</t></is></c></row>').cells[(0, 0)]
    assert "\\ud83d" not in ascii(cell.value)


def test_an_escaped_pair_is_one_character() -> None:
    cell = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c></row>').cells[(0, 0)]
    assert ascii(cell.value) == ascii("😀")


def test_a_formula_or_an_error_in_a_remark_is_refused() -> None:
    assert told(read(REMARK, Cell("text", "好", 'A1&"好"', 0))) == [("formula-in-input", '=A1&"好"', None)]
    assert told(read(REMARK, Cell("error", "#REF!", None, 0)))[0][:2] == ("error-value", "#REF!")


@given(st.text())
def test_any_text_is_a_value_or_a_finding_or_blank(typed: str) -> None:
    for slot in (CHOICE, DAY):
        entry = read(slot, text(typed))
        assert entry.blank or entry.findings or entry.value in (slot.choices or ())
    remark = read(REMARK, text(typed))
    assert remark.blank == (remark.value is None)
