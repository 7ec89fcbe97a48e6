"""What a person may type where a number belongs: read without loss, or refused with the remedy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import text_of
from tests.intake.books import sheet
from xlsappraise.typed.entries import Entry, read_entry
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.cell import BLANK, Cell

AT = (7, 7)
MARK = Slot("a.rating", "a", "评分", "supervisor", AT, AT, "number", 0, 100, 0.5, required=True)
COUNT = Slot("a.count", "a", "次数", "supervisor", AT, AT, "integer", 0, None, 1)
SHARE = Slot("a.share", "a", "占比", "supervisor", AT, AT, "percent", 0, 1.2)
OPEN_SHARE = Slot("a.share", "a", "占比", "supervisor", AT, AT, "percent", 0, None)
NET = Slot("a.net", "a", "奖惩", "supervisor", AT, AT, "number", -10, 10, 0.5)
MARK_TAKES = "a number from 0 to 100 in steps of 0.5"
COUNT_TAKES = "a whole number from 0 up"
SHARE_TAKES = "a percentage such as 95% from 0% to 120%"


def number(value: float) -> Cell:
    return Cell("number", float(value), None, 0)


def text(value: str) -> Cell:
    return Cell("text", value, None, 0)


def xml(cell: str) -> Cell:
    """Return the cell as a worksheet brings it."""
    return sheet(f'<row r="1">{cell}</row>').cells.get((0, 0), BLANK)


def read(cell: Cell, slot: Slot = MARK, code: str = "General") -> Entry:
    return read_entry(slot, AT, cell, code)


@pytest.mark.parametrize("typed", [0, 85, 84.5, 100])
def test_a_number_is_taken_as_it_is_meant(typed: float) -> None:
    entry = read(number(typed))
    assert (entry.value, entry.findings, entry.cell) == (typed, (), "H8")


@pytest.mark.parametrize(
    ("stored", "meant"), [(84.99999999999999, 85), (84.50000000000001, 84.5), (99.50000000000001, 99.5)]
)
def test_binary_noise_is_dropped_and_said_so(stored: float, meant: float) -> None:
    entry = read(number(stored))
    assert entry.value == meant
    assert [(f.code, text_of(f.found), text_of(f.expected)) for f in entry.findings] == [
        ("normalised", repr(stored), f"{meant:g}")
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("85", 85),
        ("８５", 85),
        ("８４．５", 84.5),
        (" 85 ", 85),
        ("\u300085\u3000", 85),
        ("\u00a085\u00a0", 85),
        ("8\u200b5\ufeff", 85),
        ("85\n", 85),
        ("85\r\n", 85),
        ("+85", 85),
        (".5", 0.5),
        ("85.", 85),
        ("085.0", 85),
        ("84.99999999999999", 85),
        ("−0", 0),
    ],
)
def test_a_number_written_as_text_is_read_and_said_so(typed: str, meant: float) -> None:
    entry = read(text(typed))
    assert entry.value == meant
    assert [(f.code, text_of(f.found), text_of(f.expected)) for f in entry.findings] == [
        ("normalised", typed, f"{meant:g}"),
    ]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("85分", " Remove “分” and enter 85 only."),
        ("８５ 分", " Remove “分” and enter 85 only."),
        ("80%", " Remove “%” and enter 80 only."),
        ("85,5", " Did you mean 85.5?"),
        ("85，5", " Did you mean 85.5?"),
        ("1,500", ""),
        ("八十五", " Did you mean 85?"),
        ("٨٥", " Did you mean 85?"),
        ("८५", " Did you mean 85?"),
        ("80-85", ""),
        ("85/100", ""),
        ("80 85", ""),
        ("7 8", ""),
        ("8²", ""),
        ("⑧", ""),
        ("½", ""),
        ("1e1", ""),
        ("1e400", ""),
        ("9" * 400, ""),
        ("NaN", ""),
        ("inf", ""),
        ("TRUE", ""),
        ("85。5", " Did you mean 85.5?"),
        ("一百二", ""),
        ("八五", ""),
        ("–5", ""),
        ("8\u202e5", " It holds invisible characters: clear the cell and type it again."),
        ("无", ""),
        ("-", ""),
        ("N/A", ""),
        ("优秀", ""),
        ("--5", ""),
        ("(5)", ""),
    ],
)
def test_a_text_that_is_no_plain_number_is_refused(typed: str, hint: str) -> None:
    entry = read(text(typed))
    assert (entry.value, entry.blank) == (None, False)
    assert [(f.code, text_of(f.found), text_of(f.expected), text_of(f.hint)) for f in entry.findings] == [
        ("not-a-number", typed, MARK_TAKES, hint),
    ]


@pytest.mark.parametrize(
    ("typed", "letter", "meant"),
    [("8O", "O", "80"), ("8o", "o", "80"), ("1l", "l", "11"), ("1I", "I", "11"), ("O", "O", "0"), ("l0", "l", "10")],
)
def test_a_letter_for_a_digit_is_refused_and_named(typed: str, letter: str, meant: str) -> None:
    (finding,) = read(text(typed)).findings
    assert (finding.code, text_of(finding.found)) == ("not-a-number", typed)
    assert text_of(finding.hint) == f" “{letter}” is a letter, not a digit. Did you mean {meant}?"


@pytest.mark.parametrize(
    "cell", [BLANK, *(text(t) for t in ("", " ", "\u3000", "\u00a0", "\u200b", "\n", " \u200b\ufeff "))]
)
def test_a_blank_is_never_zero(cell: Cell) -> None:
    for slot in (MARK, COUNT, SHARE):
        entry = read(cell, slot)
        assert (entry.value, entry.blank, entry.findings) == (None, True, ())


@pytest.mark.parametrize(("raw", "shown"), [("1", "TRUE"), ("0", "FALSE")])
def test_true_and_false_are_no_numbers(raw: str, shown: str) -> None:
    entry = read(xml(f'<c r="A1" t="b"><v>{raw}</v></c>'))
    assert entry.value is None
    assert [(f.code, text_of(f.found)) for f in entry.findings] == [("not-a-number", shown)]


@pytest.mark.parametrize("raw", ["1e400", "-1e400", "NaN", "nan", "inf", "Infinity"])
def test_a_number_that_is_none_is_an_error_value(raw: str) -> None:
    entry = read(xml(f'<c r="A1"><v>{raw}</v></c>'))
    assert entry.value is None
    assert [(f.code, text_of(f.found), text_of(f.expected)) for f in entry.findings] == [
        ("error-value", raw, MARK_TAKES)
    ]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!"])
def test_an_error_is_no_number(error: str) -> None:
    entry = read(xml(f'<c r="A1" t="e"><v>{error}</v></c>'), COUNT)
    assert entry.value is None
    assert [(f.code, text_of(f.found), text_of(f.expected)) for f in entry.findings] == [
        ("error-value", error, COUNT_TAKES)
    ]


@pytest.mark.parametrize("cached", ["<v>85</v>", ""])
def test_a_formula_is_shown_and_never_evaluated(cached: str) -> None:
    entry = read(xml(f'<c r="A1"><f>80+5</f>{cached}</c>'))
    assert (entry.value, entry.blank) == (None, False)
    assert [(f.code, text_of(f.found)) for f in entry.findings] == [("formula-in-input", "=80+5")]


@pytest.mark.parametrize(
    ("serial", "code", "day", "meant"),
    [
        (45509, 'm"月"d"日"', "2024-08-05", "8.5"),
        (45509.5, "yyyy-mm-dd hh:mm", "2024-08-05", "8.5"),
        (45509, "[$-804]yyyy/m/d", "2024-08-05", "8.5"),
        (8, "yyyy-mm-dd", "1900-01-08", "8"),
        (84.5, "m/d/yyyy", "1900-03-24", "84.5"),
    ],
)
def test_a_date_is_no_number_but_what_was_meant_is_asked(serial: float, code: str, day: str, meant: str) -> None:
    entry = read(number(serial), MARK, code)
    assert entry.value is None
    assert [(f.code, text_of(f.found), text_of(f.expected)) for f in entry.findings] == [
        ("date-for-number", day, meant)
    ]


@pytest.mark.parametrize(
    ("slot", "serial", "code", "shown"),
    [
        (MARK, -3, "m/d/yyyy", "1899-12-30"),
        (MARK, 1e300, "yyyy-mm-dd", "7375-10-23"),
        (MARK, 45508, "yyyy-mm-dd", "2024-08-04"),
        (COUNT, 45509, "yyyy-mm-dd", "2024-08-05"),
        (MARK, 0.354166666666667, "h:mm", "08:30"),
        (MARK, 0, "h:mm", "00:00"),
    ],
)
def test_a_date_that_means_no_number_the_entry_takes_is_refused(
    slot: Slot, serial: float, code: str, shown: str
) -> None:
    (finding,) = read(number(serial), slot, code).findings
    assert (finding.code, text_of(finding.found)) == ("not-a-number", shown)
    assert text_of(finding.hint) == " The cell is formatted as a date: use a fresh copy of the form."


@pytest.mark.parametrize(
    "code", ["0.00", "General", '0"元/day"', "[Red]0", "#,##0_);(#,##0)", "@", "0.0\\d", "0.00E+00"]
)
def test_a_format_that_only_looks_like_a_date_is_none(code: str) -> None:
    assert read(number(8.5), MARK, code).value == 8.5


@pytest.mark.parametrize("slot", [MARK, COUNT])
def test_a_percent_format_in_a_plain_number_is_asked_about(slot: Slot) -> None:
    entry = read(number(0.8), slot, "0%")
    assert entry.value is None
    assert [(f.code, text_of(f.found), text_of(f.hint)) for f in entry.findings] == [
        (
            "not-a-number", "80%",
            " Did you mean 80? The cell is formatted as a percentage: use a fresh copy of the form.",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [number(95), text("95"), text("９５")])
def test_a_percentage_without_a_maximum_and_without_its_sign_is_asked_about(typed: Cell) -> None:
    (finding,) = read(typed, OPEN_SHARE).findings
    assert (finding.code, text_of(finding.hint)) == ("not-a-number", " Did you mean 95%?")


@pytest.mark.parametrize(
    ("typed", "code", "value"),
    [(number(11), "0%", 11), (text("1100%"), "General", 11), (number(1.5), "General", 1.5), (text("2"), "@", 2)],
)
def test_a_large_percentage_is_taken_when_it_says_so(typed: Cell, code: str, value: float) -> None:
    assert read(typed, OPEN_SHARE, code).value == value


@pytest.mark.parametrize(
    ("slot", "typed", "code", "found", "expected"),
    [
        (MARK, -0.5, "out-of-range", "-0.5", MARK_TAKES),
        (MARK, 100.5, "out-of-range", "100.5", MARK_TAKES),
        (MARK, 85.25, "off-step", "85.25", "0.5"),
        (MARK, 85.0001, "off-step", "85.0001", "0.5"),
        (COUNT, -1, "out-of-range", "-1", COUNT_TAKES),
        (COUNT, 2.5, "not-whole", "2.5", COUNT_TAKES),
        (SHARE, 1.21, "out-of-range", "1.21", SHARE_TAKES),
        (NET, 10.5, "out-of-range", "10.5", "a number from -10 to 10 in steps of 0.5"),
        (NET, -9.75, "off-step", "-9.75", "0.5"),
    ],
)
def test_a_number_outside_its_limits_is_refused(slot: Slot, typed: float, code: str, found: str, expected: str) -> None:
    for cell in (number(typed), text(str(typed))):
        entry = read(cell, slot)
        assert entry.value is None
        assert [(f.code, text_of(f.found), text_of(f.expected)) for f in entry.findings] == [(code, found, expected)]


@pytest.mark.parametrize("typed", [number(95), text("95")])
def test_a_percentage_without_its_sign_is_asked_about(typed: Cell) -> None:
    (finding,) = read(typed, SHARE).findings
    assert (finding.code, text_of(finding.found), text_of(finding.hint)) == ("out-of-range", "95", " Did you mean 95%?")


@pytest.mark.parametrize("typed", ["95%", "９５％", " 95 %", "95.0%"])
def test_a_percentage_as_text_is_read_where_a_percentage_belongs(typed: str) -> None:
    entry = read(text(typed), SHARE)
    assert entry.value == 0.95
    assert [(f.code, text_of(f.found)) for f in entry.findings] == [("normalised", typed)]


@pytest.mark.parametrize("slot", [SHARE, OPEN_SHARE])
@pytest.mark.parametrize("sign", ["", "%"])
def test_digits_beyond_any_number_are_refused(slot: Slot, sign: str) -> None:
    entry = read(text("9" * 400 + sign), slot)
    assert entry.value is None
    assert len(entry.findings) == 1


@given(st.text(), st.sampled_from([MARK, COUNT, SHARE, NET, OPEN_SHARE]))
def test_any_text_is_a_number_within_its_limits_or_a_finding_or_blank(typed: str, slot: Slot) -> None:
    entry = read(text(typed), slot)
    assert (entry.value is None) == (entry.blank or entry.findings[0].code != "normalised")
    if entry.value is not None:
        assert slot.min is not None
        assert isinstance(entry.value, float)
        assert slot.min <= entry.value <= (float("inf") if slot.max is None else slot.max)


@given(st.integers(0, 200))
def test_a_mark_means_the_same_in_every_spelling(halves: int) -> None:
    value = halves / 2
    wide = str(value).translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})
    spelled = [number(value), text(str(value)), text(f"  {value:.3f}\n"), text(wide)]
    assert [read(cell).value for cell in spelled] == [value] * 4
