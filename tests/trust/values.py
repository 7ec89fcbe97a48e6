"""Fixtures of typed values in entries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.trust.fixture import Case, Fixture, Found

RATING, POINTS, COUNT = "ability.rating", "adjustment.1.points", "callback_rate.actual"
DONE, DAY = "signoff.done", "signoff.date"
REASON, REMARK = "adjustment.1.reason", "ability.remark"
WORKED = {RATING: 7, POINTS: 2, COUNT: 45, "attitude.rating": 13, "problem_handling.rating": 8}
WHOLE = "a whole number from 0 to 10"
STEPS = "a number from -10 to 10 in steps of 0.5"
LONG = "客户反映安装及时、讲解清楚。" * 20


def put(key: str, value: Any, code: str | None = None) -> Callable[[Case], None]:
    """Return a function that enters a value, a text always as text; ``code`` is a number format."""

    def make(case: Case) -> None:
        def change(sheet: Any) -> None:
            cell = sheet[case.cell(key)]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            if code is not None or isinstance(value, (date, time)):
                cell.number_format = code or "General"

        case.edit(change)

    return make


def formula(key: str, text: str) -> Callable[[Case], None]:
    """Return a function that enters a formula."""
    return lambda case: case.edit(lambda sheet: sheet[case.cell(key)].__setattr__("value", text))


def raw(key: str, content: str, kind: str = "") -> Callable[[Case], None]:
    """Return a function that writes XML into a cell, for content that cannot be typed."""

    def make(case: Case) -> None:
        cell = re.compile(rf'<c r="{case.cell(key)}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)')
        case.xml(lambda xml: cell.sub(rf'<c r="{case.cell(key)}"\1{kind}>{content}</c>', xml, count=1))

    return make


def read(name: str, title: str, key: str, typed: str, meant: str | None = None, found: str | None = None) -> Fixture:
    """Return a fixture of a text that is normalised to the value of the worked example, with a note."""
    read_as = meant or str(WORKED[key])
    due = Found("normalised", key, found=found or typed, expected=read_as, price=f"read as {read_as}.")
    return Fixture(name, title, "A", (due,), put(key, typed), notes=True)


def refused(
    name: str, title: str, key: str, typed: Any, code: str, found: str | None, expected: str | None, remedy: str,
    make: Callable[[Case], None] | None = None,
) -> Fixture:  # fmt: skip
    """Return a fixture of an invalid entry; ``remedy`` is a part of its message."""
    due = Found(code, key, found=found, expected=expected, price=remedy)
    return Fixture(name, title, "R", (due,), make or put(key, typed), state="refused")


def no_number(name: str, title: str, typed: str, remedy: str = "", found: str | None = None) -> Fixture:
    """Return a fixture of a text that is not a whole number."""
    advice = f"Enter a number only ({WHOLE}).{remedy}"
    return refused(name, title, RATING, typed, "not-a-number", found or typed, WHOLE, advice)


def kept(name: str, title: str, typed: str, *due: Found, key: str = REMARK) -> Fixture:
    """Return a fixture of a remark that is kept unchanged, with warnings or without."""
    return Fixture(name, title, "W" if due else "A", due, put(key, typed), notes=True)


def blanks(case: Case) -> None:
    """Clear all required entries."""
    case.fill(
        **{key.replace(".", "__"): None for key in (*WORKED, "callback_rate.target", DONE, "adjustment.1.reason")}
    )


def day(name: str, title: str, typed: str) -> Fixture:
    due = Found("normalised", DAY, found=typed, expected="2026-11-15")
    return Fixture(name, title, "A", (due,), put(DAY, typed), notes=True)


def no_day(name: str, title: str, typed: str, found: str | None = None) -> Fixture:
    remedy = "Enter a date such as 2026-11-30."
    return refused(name, title, DAY, typed, "not-a-date", found or typed, "2026-11-30", remedy)


NUMBERS = (
    read("full-width-digits", "`７`: full-width digits", RATING, "７"),
    read("full-width-decimal", "`２．０`: full width with a decimal point", POINTS, "２．０", "2"),
    read("full-width-plus", "`＋２`: a full-width sign", POINTS, "＋２", "2"),
    read("number-as-text", "`7` stored as text", RATING, "7"),
    read("number-as-text-decimal", "`2.0` stored as text", POINTS, "2.0", "2"),
    read("blanks-around", "blanks around a number", RATING, " 7  "),
    read("no-break-space", "no-break spaces around a number", RATING, "\u00a07\u00a0", found="\\xa07\\xa0"),
    read("ideographic-space", "ideographic spaces around a number", RATING, "\u30007\u3000", found="\\u30007\\u3000"),
    read("zero-width", "zero-width characters in a number", COUNT, "4\u200b5\ufeff", found="4\\u200b5\\ufeff"),
    read("trailing-line-break", "a line break after a number", RATING, "7\n", found="7\\n"),
    read("tab-before", "a tab before a number", RATING, "\t7", found="\\t7"),
    read("leading-zero", "`07`", RATING, "07"),
    read("plus-sign", "`+2`", POINTS, "+2"),
    read("trailing-point", "`45.`", COUNT, "45."),
    Fixture(
        "rich-text-number", "a number as rich text, half of it bold", "A",
        (Found("normalised", COUNT, found="45", expected="45"),),
        put(COUNT, CellRichText(TextBlock(InlineFont(b=True), "4"), "5")), notes=True,
    ),
    Fixture(
        "binary-noise", "`44.99999999999999`, the noise of binary arithmetic", "A",
        (Found("normalised", COUNT, found="44.99999999999999", expected="45"),),
        put(COUNT, 44.99999999999999), notes=True,
    ),
    Fixture(
        "binary-noise-as-text", "the same as text", "A",
        (Found("normalised", COUNT, found="44.99999999999999", expected="45"),),
        put(COUNT, "44.99999999999999"), notes=True,
    ),
    Fixture(
        "minus-sign-of-mathematics", "`−2` with the minus sign of mathematics", "A",
        (Found("normalised", POINTS, found="−2", expected="-2"),), put(POINTS, "−2"), total=72.0, notes=True,
    ),
    Fixture("blank-count", "a count left blank means none", "A", (), put("discipline.late", None), 78.0, notes=True),
    Fixture("spaces-in-a-count", "only spaces in a count are blank", "A", (), put("discipline.late", " \u3000"), 78.0,
            notes=True),
    no_number("unit", "`7分`: a number with its unit", "7分", " Remove “分” and enter 7 only."),
    no_number("full-width-unit", "`７ 分`", "７ 分", " Remove “分” and enter 7 only."),
    refused("count-with-unit", "`45户` in a count", COUNT, "45户", "not-a-number", "45户", "a whole number from 0 up",
            " Remove “户” and enter 45 only."),
    no_number("percent-as-text", "`80%` as text in a number", "80%", " Remove “%”."),
    refused("percent-format", "0.08 shown as 8 % where a number belongs", RATING, 0.08, "not-a-number", "8%", WHOLE,
            "Did you mean 8? The cell is formatted as a percentage", put(RATING, 0.08, "0%")),
    refused("percent-format-decimal", "0.015 shown as 1.5 % where a number belongs", POINTS, 0.015, "not-a-number",
            "1.5%", STEPS, "Did you mean 1.5?", put(POINTS, 0.015, "0.0%")),
    refused("decimal-comma", "`1,5`: a decimal comma", POINTS, "1,5", "not-a-number", "1,5", STEPS,
            "Did you mean 1.5?"),
    refused("full-width-comma", "`1，5`", POINTS, "1，5", "not-a-number", "1，5", STEPS, "Did you mean 1.5?"),
    refused("ideographic-stop", "`1。5`: the input method's full stop", POINTS, "1。5", "not-a-number", "1。5", STEPS,
            "Did you mean 1.5?"),
    refused("thousands", "`1,045` in a count", COUNT, "1,045", "not-a-number", "1,045", "a whole number from 0 up",
            "Did you mean 1045?"),
    refused("chinese-numeral", "`四十五`", COUNT, "四十五", "not-a-number", "四十五", "a whole number from 0 up",
            "Did you mean 45?"),
    no_number("chinese-numeral-formal", "`柒分`", "柒分", " Did you mean 7?"),
    no_number("chinese-numeral-too-large", "`八十五` where at most 10 are given: no guess", "八十五"),
    no_number("arabic-digits", "`٧`: Arabic digits", "٧", " Did you mean 7?"),
    no_number("devanagari-digits", "`७`: Devanagari digits", "७", " Did you mean 7?"),
    no_number("circled-digit", "`⑦`", "⑦"),
    no_number("superscript", "`7²`", "7²"),
    no_number("range", "`7-8`", "7-8"),
    no_number("fraction-of", "`7/10`", "7/10"),
    no_number("two-numbers", "`7 8`", "7 8"),
    no_number("letter-o", "`1O`: the letter O for a nought", "1O", " “O” is a letter, not a digit. Did you mean 10?"),
    refused("letter-l", "`4l`: the letter l for a one", COUNT, "4l", "not-a-number", "4l", "a whole number from 0 up",
            " “l” is a letter, not a digit. Did you mean 41?"),
    refused("en-dash", "`–2` with a dash for a minus", POINTS, "–2", "not-a-number", "–2", STEPS, "Did you mean -2?"),
    no_number("bidi-number", "`7` between marks that turn the order of text", "\u202a7\u202c",
              " It holds invisible characters: clear the cell and type it again.", "\\u202a7\\u202c"),
    no_number("none-in-words", "`无`", "无"),
    no_number("dash", "`-`", "-"),
    no_number("not-applicable", "`N/A` where nothing may be left out", "N/A"),
    no_number("word", "`优秀` where a number belongs", "优秀"),
    no_number("exponent", "`7e0`", "7e0"),
    no_number("huge-text", "`1e400` as text", "1e400"),
    no_number("nan-text", "`NaN` as text", "NaN"),
    no_number("infinity-text", "`inf` as text", "inf"),
    refused("true", "TRUE", RATING, True, "not-a-number", "TRUE", WHOLE, "Enter a number only"),
    refused("date", "the date 8 月 5 日 where a number belongs", POINTS, None, "date-for-number", "2026-08-05", "8.5",
            "Did you mean 8.5? Enter the number", put(POINTS, datetime(2026, 8, 5), 'm"月"d"日"')),
    refused("date-for-whole-number", "a date where a whole number belongs, which 8.5 is not", RATING, None,
            "not-a-number", "2026-08-05", WHOLE, "The cell is formatted as a date: use a fresh copy of the form.",
            put(RATING, datetime(2026, 8, 5), "yyyy-mm-dd")),
    refused("number-shown-as-date", "8 in a cell with a date format", RATING, None, "date-for-number", "1900-01-08",
            "8", "Did you mean 8? Enter the number", put(RATING, 8, "yyyy-mm-dd")),
    refused("time", "a time of day where a number belongs", RATING, None, "not-a-number", "08:30", WHOLE,
            "The cell is formatted as a date", put(RATING, time(8, 30), "h:mm")),
    refused("below-zero", "-1", RATING, -1, "out-of-range", "-1", WHOLE, f"Allowed: {WHOLE}."),
    refused("above-the-maximum", "11 of 10", RATING, 11, "out-of-range", "11", WHOLE, f"Allowed: {WHOLE}."),
    refused("text-above-the-maximum", "`１１` of 10", RATING, "１１", "out-of-range", "11", WHOLE, "Allowed:"),
    refused("bonus-above-the-maximum", "10.5 of 10 extra points", POINTS, 10.5, "out-of-range", "10.5", STEPS,
            f"Allowed: {STEPS}."),
    refused("count-below-zero", "-1 customers", COUNT, -1, "out-of-range", "-1", "a whole number from 0 up",
            "Allowed:"),
    refused("not-whole", "7.5 where whole points are given", RATING, 7.5, "not-whole", "7.5", WHOLE,
            "Enter a whole number"),
    refused("off-step", "2.25 in steps of 0.5", POINTS, 2.25, "off-step", "2.25", "0.5", "Enter it in steps of 0.5."),
    refused("huge", "1e400 in the file", RATING, None, "error-value", "1e400", WHOLE, f"Type the value ({WHOLE}).",
            raw(RATING, "<v>1e400</v>")),
    refused("nan", "NaN in the file", RATING, None, "error-value", "NaN", WHOLE, "Type the value",
            raw(RATING, "<v>NaN</v>")),
    *(
        refused(f"error-{error.strip('#!?/').replace('/', '').lower()}", f"the error {error}", RATING, None,
                "error-value", error, WHOLE, f"Type the value ({WHOLE}).", raw(RATING, f"<v>{error}</v>", ' t="e"'))
        for error in ("#N/A", "#REF!", "#DIV/0!", "#VALUE!")
    ),
    refused("formula", "a formula in an entry", RATING, None, "formula-in-input", "=3+4", None, "Type the value itself",
            formula(RATING, "=3+4")),
    refused("formula-with-value", "a formula in an entry, with the value it had", RATING, None, "formula-in-input",
            "=3+4", None, "never evaluated", raw(RATING, "<f>3+4</f><v>7</v>")),
    refused("formula-elsewhere", "a formula that looks into another file", RATING, None, "formula-in-input",
            "='[1]表'!A1", None, "never evaluated", formula(RATING, "='[1]表'!A1")),
)  # fmt: skip

BLANK = (
    refused("required-blank", "a required entry left blank", RATING, None, "missing-input", None, None,
            "is blank. Fill it in. Write 0 if it is 0."),
    refused("required-spaces", "only spaces in a required entry", RATING, " \u3000\u00a0", "missing-input", None, None,
            "is blank. Fill it in."),
    refused("required-zero-width", "only a zero-width character in a required entry", RATING, "\u200b",
            "missing-input", None, None, "is blank. Fill it in."),
    refused("required-empty-text", "an empty text in a required entry", RATING, None, "missing-input", None, None,
            "is blank. Fill it in.", raw(RATING, "<is><t></t></is>", ' t="inlineStr"')),
    Fixture(
        "all-blanks", "everything that is required left blank: told all at once", "R",
        (*(Found("missing-input", key, price="is blank. Fill it in.") for key in WORKED if key != POINTS),
         Found("missing-input", "callback_rate.target"), Found("missing-signoff", DONE)), blanks,
    ),
    refused("no-sign-off", "the confirmation left blank", DONE, None, "missing-signoff", None, "评分完成",
            "choose “评分完成” when the rating is finished"),
    refused("no-reason", "extra points without a reason", REASON, None, "missing-reason", "2", None,
            "has no reason. Write one, or clear the adjustment."),
    refused("reason-of-spaces", "a reason of spaces", REASON, "\u3000 ", "missing-reason", "2", None, "has no reason."),
)  # fmt: skip

CHOICES = (
    read("choice-blanks", "a choice with blanks around and inside", DONE, " 评分 完成", "评分完成"),
    read("choice-line-break", "a choice with a line break", DONE, "评分完成\n", "评分完成", "评分完成\\n"),
    read("choice-zero-width", "a choice with a zero-width character", DONE, "评分\u200b完成", "评分完成",
         "评分\\u200b完成"),
    *(
        refused(f"choice-{name}", title, DONE, typed, "not-in-list", shown, "评分完成", "Choose one of: 评分完成.")
        for name, title, typed, shown in (
            ("other", "`已完成`, which is not in the list", "已完成", "已完成"),
            ("two", "two choices at once", "评分完成、评分完成", "评分完成、评分完成"),
            ("none", "`无` where a choice belongs", "无", "无"),
            ("dash", "`-` where a choice belongs", "-", "-"),
            ("not-applicable", "`N/A` where a choice belongs", "N/A", "N/A"),
            ("number", "a number where a choice belongs", 1, "1"),
            ("true", "TRUE where a choice belongs", True, "TRUE"),
            ("prefix", "half a choice", "评分", "评分"),
        )
    ),
)  # fmt: skip

DAYS = (
    Fixture("date-cell", "a date cell", "A", (), put(DAY, date(2026, 11, 15), "yyyy-mm-dd"), notes=True),
    Fixture("date-general", "a date cell without a date format", "A", (), put(DAY, 46341, "General"), notes=True),
    Fixture("date-time", "a date with a time of day", "A",
            (Found("normalised", DAY, found="2026-11-15 18:00", expected="2026-11-15"),),
            put(DAY, datetime(2026, 11, 15, 18), "yyyy-mm-dd hh:mm"), notes=True),
    day("text-date", "`2026-11-15` as text", "2026-11-15"),
    day("text-date-slashes", "`2026/11/15` as text", "2026/11/15"),
    day("text-date-points", "`2026.11.15` as text", "2026.11.15"),
    day("text-date-chinese", "`2026年11月15日` as text", "2026年11月15日"),
    day("text-date-blanks", "`2026 年 11 月 15 日` as text", "2026 年 11 月 15 日"),
    day("text-date-full-width", "`２０２６－１１－１５`", "２０２６－１１－１５"),
    day("text-date-time", "`2026-11-15 08:30:00` as text", "2026-11-15 08:30:00"),
    no_day("ambiguous-date", "`1/2/2026`: January or February?", "1/2/2026"),
    no_day("ambiguous-date-short", "`11-12-26`", "11-12-26"),
    no_day("date-without-year", "`11月15日`", "11月15日"),
    no_day("date-without-day", "`2026-11`", "2026-11"),
    no_day("impossible-date", "`2026-11-31`", "2026-11-31"),
    no_day("date-in-words", "`月底`", "月底"),
    no_day("day-number-as-text", "`46341`, a day number as text", "46341"),
    no_day("date-in-utc", "`2026-11-15T16:00:00.000Z`, which is the next day here", "2026-11-15T16:00:00.000Z"),
    refused("small-day-number", "15 where a date belongs", DAY, 15, "not-a-date", "15", "2026-11-30",
            "Enter a date such as 2026-11-30."),
    refused("true-for-a-date", "TRUE where a date belongs", DAY, True, "not-a-date", "TRUE", "2026-11-30",
            "Enter a date"),
    refused("formula-for-a-date", "`=TODAY()` in a date", DAY, None, "formula-in-input", "=TODAY()", None,
            "Type the value itself", formula(DAY, "=TODAY()")),
)  # fmt: skip

TEXTS = (
    *(
        kept(f"remark-{name}", f"a remark beginning with `{typed[0]}` is text", typed)
        for name, typed in (("equals", "=1+1"), ("plus", "+86 返修"), ("minus", "-1 分因迟到"), ("at", "@李建国"))
    ),
    kept("remark-too-long", "a remark beyond its limit is kept whole", LONG,
         Found("text-too-long", REMARK, found=str(len(LONG)), expected="200", price="It is kept whole.")),
    kept("remark-control", "a control character in a remark, shown escaped", "好_x0007_",
         Found("control-characters", REMARK, found="好\\x07")),
    kept("remark-bidi", "a mark that turns the order of text, shown escaped", "好\u202e评",
         Found("control-characters", REMARK, found="好\\u202e评")),
    kept("remark-isolate", "another such mark, in a reason", "好\u2066评",
         Found("control-characters", REASON, found="好\\u2066评"), key=REASON),
    kept("remark-lines", "line breaks and tabs in a remark", "好\n\t很好"),
    kept("remark-ideographic-space", "ideographic and no-break spaces within a remark", "态度好\u3000话术\u00a0熟"),
    kept("remark-emoji", "emoji in a remark", "👍🏽 好 😀"),
    kept("remark-rare", "rare characters in a remark", "𠮷田 㐂"),
    kept("remark-number", "a number in a remark", "85"),
    Fixture("remark-zero-width", "a zero-width character in a remark", "A",
            (Found("normalised", REMARK, found="很\\u200b好", expected="很好"),), put(REMARK, "很\u200b好"),
            notes=True),
    Fixture("remark-rich-text", "rich text in a remark", "A", (),
            put(REMARK, CellRichText("很", TextBlock(InlineFont(b=True), "好"))), notes=True),
    refused("remark-formula", "a formula in a remark", REMARK, None, "formula-in-input", '="很"&"好"', None,
            "Type the value itself", formula(REMARK, '="很"&"好"')),
    refused("remark-error", "an error in a remark", REMARK, None, "error-value", "#NAME?", None, "Type the value",
            raw(REMARK, "<v>#NAME?</v>", ' t="e"')),
)  # fmt: skip

VALUES: tuple[Fixture, ...] = (*NUMBERS, *BLANK, *CHOICES, *DAYS, *TEXTS)
