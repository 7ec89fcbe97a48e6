"""Fixtures of what a cell shows against what it holds, and of what is out of sight; each kind with an honest one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from tests.spots import WORKED, at
from tests.trust.changes import combined, set_cell, set_number_format
from tests.trust.fixture import Case, Fixture, Found
from tests.trust.structure import Make, sheet

ABILITY, COUNT = "ability.rating", "records.notable"
"""An entry of 7 points, an optional count that is blank"""
FIRST, SECOND = WORKED.rows("records.slight", "records.ordinary")
WHOLE = WORKED.whole("records.slight")
NUMBERS, TITLES, TYPED, LAST = (WORKED.column(name) for name in ("number", "title", "entry", "score"))


def entry(name: str, title: str, code: str, found: str, cell: str = ABILITY, held: str = "7") -> Fixture:
    """Return a fixture of an entry whose number format shows something else."""
    due = Found("entry-shown-differs", cell, found, held)
    return Fixture(f"entry-shown-{name}", title, "W", (due,), set_number_format(cell, code))


def honest(name: str, title: str, make: Make) -> Fixture:
    """Return a fixture of what honest programs do, which stays silent."""
    return Fixture(name, title, "A", (), make)


def locked(name: str, title: str, cell: str, code: str) -> Fixture:
    """Return a fixture of a locked cell whose number format shows something else."""
    due = Found("number-format-changed", cell, code)
    return Fixture(f"locked-shown-{name}", title, "T", (due,), set_number_format(cell, code))


ENTRIES = (
    entry("literal", "7 shown as 9", '"9"', "9"),
    entry("escaped", "7 shown as 9, by a backslash", "\\9", "9"),
    entry("sign", "7 shown as −7", "-0", "-7"),
    entry("condition", "7 shown as 10 by a condition", '[<8]"10";0', "10"),
    entry("prefixed", "7 shown as 97", '"9"0', "97"),
    entry("appended", "7 shown as 70", 'General"0"', "70"),
    entry("filled", "7 shown behind many nines", "*90", "97"),
    entry("scaled", "7 shown as 0", "0,", "0"),
    entry("nothing", "7 that is not shown", ";;;", "(nothing)"),
    entry("white", "7 in white", "[White]0", "(nothing)"),
    entry("white-by-number", "7 in the white of the palette", "[Color2]0", "(nothing)"),
    entry("word", "7 shown as a word", '"优秀"', "优秀"),
    entry("unit", "7 shown with a word", '0"分（满分）"', "7分（满分）"),
    entry("numerals", "7 shown in Chinese numerals", "[DBNum1]0", "a value in the format [DBNum1]0"),
    entry("other-digits", "7 shown in digits of another script", "[$-2000401]0", "a value in the format [$-2000401]0"),
    entry("exponent", "7 shown with an exponent", "0.00E+00", "a value in the format 0.00E+00"),
    entry("decimals", "7 shown with digits that it has not", "0.00001", "7.00001"),
    Fixture("entry-shown-fraction-cut", "7.5 shown as 8", "R", (Found("not-whole", ABILITY),),
            lambda case: (case.fill(ability__rating=7.5), set_number_format(ABILITY, "0")(case))),
    Fixture("entry-shown-blank-text", "a blank text shown as 3", "W",
            (Found("entry-shown-differs", COUNT, "3"),),
            lambda case: (combined(set_cell(COUNT, " "))(case), set_number_format(COUNT, ';;;"3"')(case))),
    Fixture("sign-off-shown-otherwise", "a sign-off whose format shows a word", "W",
            (Found("entry-shown-differs", "signoff.done", "同意"),),
            lambda case: set_number_format("signoff.done", 'General;General;General;"同意"')(case)),
    Fixture("added-shown-blank-text", "a blank text below the form that shows a sentence", "W",
            (Found("cell-added", "below:title"),),
            lambda case: (put_below(case, "below:title", " "), set_number_format("below:title",
                                                                                 ';;;"总分以本行为准"')(case))),
)  # fmt: skip


def put_below(case: Case, cell: str, value: Any) -> None:
    """Write a value outside the form."""
    case.edit(lambda scorecard: scorecard.__setitem__(at(cell), value))


LOCKED = (
    locked("text", "a locked text shown as another", "callback_rate:title", ';;;"客户回访率达到八成即可"'),
    locked("points", "points shown as others", "callback_rate:points", '"40"'),
    locked("points-scaled", "points shown scaled", "callback_rate:points", "0,"),
    locked("total", "the total shown as another", "total", '"91.00"'),
    locked("total-over", "the total shown as another from some value on", "total", '[>60]"91.00";0.00'),
    locked("grade", "the grade shown as another", "grade", 'General;General;General;"优秀"'),
    locked("score-nothing", "a score that is not shown", "callback_rate:score", ";;;"),
    locked("score-sign", "a score shown without its sign", "callback_rate:score", "0.00;0.00;\"0.00\";\"优\""),
)  # fmt: skip
HONEST_FORMATS = tuple(
    honest(f"honest-format-{number}", f"an honest number format: `{code}`", set_number_format(cell, code))
    for number, (cell, code) in enumerate((
        (ABILITY, "0.00_ "), (ABILITY, "General"), (ABILITY, "0"), (ABILITY, "[Red]0"), (ABILITY, "@"),
        (ABILITY, "#,##0.00"), (ABILITY, "[$-804]0.0"), (ABILITY, "0.00_);[Red](0.00)"), (ABILITY, "0.0;-0.0;0.0;@"),
        ("total", "General"), ("total", "0.00_ "), ("total", "0.00_);(0.00)"), ("total", "[Blue]0.00"),
        ("callback_rate:points", "0.00"),
        ("callback_rate:title", "@"), ("callback_rate:title", "0.00"), ("grade", "General;General;General;@"),
    ))
)  # fmt: skip


def hide_columns(*letters: str, width: float | None = None) -> Callable[[Any], None]:
    """Return a change that hides columns, or makes them too narrow."""

    def change(scorecard: Any) -> None:
        for letter in letters:
            if width is None:
                scorecard.column_dimensions[letter].hidden = True
            else:
                scorecard.column_dimensions[letter].width = width

    return change


def low_rows(*numbers: int, height: float = 1) -> Callable[[Any], None]:
    """Return a change that makes rows too low to read."""

    def change(scorecard: Any) -> None:
        for number in numbers:
            scorecard.row_dimensions[number].height = height

    return change


def frozen_below(case: Case) -> None:
    """Scroll the part that does not scroll, so that the first rows cannot be reached."""
    case.xml(lambda text: text.replace("<sheetView ", f'<sheetView topLeftCell="{at("headings:key")}" ', 1))


def attribute(name: str, value: str) -> Make:
    """Return a change that adds an attribute to the view."""
    return lambda case: case.xml(lambda text: text.replace("<sheetView ", f'<sheetView {name}="{value}" ', 1))


def facts_shown(scorecard: Any) -> None:
    """Show the hidden sheet."""
    scorecard.parent["_xlsappraise"].sheet_state = "visible"


def facts_say(scorecard: Any, text: str) -> None:
    """Write a line on the hidden sheet."""
    scorecard.parent["_xlsappraise"]["H90"] = text


def numbers_of_texts(scorecard: Any) -> None:
    """Make numbers of the facts that look like one, as pandas does."""
    for (cell,) in scorecard.parent["_xlsappraise"].iter_rows(min_col=2, max_col=2):
        if str(cell.value).isdigit():
            cell.value = int(cell.value)


def behind_another(scorecard: Any) -> None:
    """Hide the scorecard behind the instructions."""
    scorecard.sheet_state = "hidden"
    scorecard.parent.active = 1


def conditional(cells: str, **look: Any) -> Callable[[Any], None]:
    """Return a change that adds a conditional format which always applies."""

    def change(scorecard: Any) -> None:
        style = DifferentialStyle(**look)
        scorecard.conditional_formatting.add(at(cells), Rule(type="expression", dxf=style, formula=["1=1"]))

    return change


def warn(name: str, title: str, found: Found, make: Make) -> Fixture:
    """Return a fixture that is accepted with one warning."""
    return Fixture(name, title, "W", (found,), make)


def in_group(*numbers: int, collapsed: bool = True) -> Callable[[Any], None]:
    """Return a change that puts rows into a group, which LibreOffice folds when the row below says so."""

    def change(scorecard: Any) -> None:
        for number in numbers:
            scorecard.row_dimensions[number].outlineLevel = 1
        scorecard.row_dimensions[numbers[-1] + 1].collapsed = collapsed

    return change


def grouped_columns(scorecard: Any) -> None:
    """Put a column into a group that is folded, without hiding it."""
    scorecard.column_dimensions[TITLES].outlineLevel = 1
    scorecard.column_dimensions[WORKED.after("title")].collapsed = True


def frozen(cell: str, height: float | None = None) -> Callable[[Any], None]:
    """Return a change that freezes what is above and left of a cell, with rows of this height."""

    def change(scorecard: Any) -> None:
        scorecard.freeze_panes = at(cell)
        if height is not None:
            for number in range(1, WORKED.layout.head_rows + 1):
                scorecard.row_dimensions[number].height = height

    return change


def narrow_by_default(case: Case) -> None:
    """Leave out the widths of columns, and make those without any narrow."""
    case.xml(
        lambda text: re.sub("<cols>.*</cols>", "", text).replace(
            "<sheetFormatPr ", '<sheetFormatPr defaultColWidth="0.1" '
        )
    )


def window(name: str, value: str) -> Make:
    """Return a change of an attribute of the window."""
    return lambda case: case.xml(lambda text: re.sub(f' {name}="[^"]*"', f' {name}="{value}"', text), "xl/workbook.xml")


MUCH = "more rows or columns are frozen than a screen shows"
WHITE, GREEN = "FFFFFFFF", "FFC6EFCE"
SIGHT = (
    warn("columns-hidden", "a column of the form hidden", Found("columns-hidden", f"{TYPED}:{TYPED}", TYPED),
         sheet(hide_columns(TYPED))),
    warn("column-narrow", "a column too narrow to read", Found("columns-hidden", f"{LAST}:{LAST}", LAST),
         sheet(hide_columns(LAST, width=0.3))),
    honest("column-narrower", "a column made narrower", sheet(hide_columns(LAST, width=8))),
    warn("row-low", "a row too low to read", Found("rows-hidden", WHOLE), sheet(low_rows(FIRST))),
    honest("row-lower", "a row made lower", sheet(low_rows(FIRST, height=12))),
    warn("scorecard-hidden", "the scorecard hidden behind another sheet", Found("scorecard-hidden"),
         sheet(behind_another)),
    warn("rows-cut-off", "rows above the frozen part that cannot be reached",
         Found("view-changed", None, f"rows above row {WORKED.row('headings')} cannot be reached"), frozen_below),
    warn("columns-cut-off", "columns before the first one shown that cannot be reached",
         Found("view-changed", None, f"columns before {WORKED.column('title')} cannot be reached"),
         lambda case: case.xml(lambda text: text.replace("<sheetView ",
                                                         f'<sheetView topLeftCell="{at("title:title")}" ', 1))),
    warn("rows-frozen", "more rows frozen than a screen shows", Found("view-changed", None, MUCH),
         sheet(frozen("A60"))),
    warn("rows-frozen-high", "few rows frozen that are higher than a screen", Found("view-changed", None, MUCH),
         sheet(frozen("hint:key", height=200))),
    warn("columns-frozen-wide", "all columns frozen, one of them very wide", Found("view-changed", None, MUCH),
         sheet(frozen("hint:beside"), lambda scorecard: setattr(scorecard.column_dimensions[NUMBERS], "width", 200))),
    honest("rows-frozen-honest", "some more rows and a column frozen", sheet(frozen("callback_rate.target:title"))),
    warn("tabs-hidden", "the tabs of the sheets hidden", Found("view-changed", None, "the sheet tabs are hidden"),
         window("showSheetTabs", "0")),
    warn("window-hidden", "the window hidden", Found("view-changed", None, "the window is hidden"),
         window("visibility", "hidden")),
    warn("rows-grouped", "rows in a folded group, which one program hides and another shows",
         Found("rows-hidden", WHOLE, f"{FIRST}, {SECOND}"), sheet(in_group(FIRST, SECOND))),
    warn("rows-grouped-hidden", "rows in a folded group that every program hides",
         Found("rows-hidden", WHOLE, str(FIRST)),
         sheet(in_group(FIRST), lambda scorecard: setattr(scorecard.row_dimensions[FIRST], "hidden", True))),
    honest("rows-grouped-open", "rows in a group that is open", sheet(in_group(FIRST, SECOND, collapsed=False))),
    warn("columns-grouped", "a column in a folded group", Found("columns-hidden", f"{TITLES}:{TITLES}", TITLES),
         sheet(grouped_columns)),
    warn("columns-narrow-by-default", "columns without a width where that is next to none",
         Found("columns-hidden", f"{NUMBERS}:{NUMBERS}", ", ".join(WORKED.columns("number", "score"))),
         narrow_by_default),
    warn("zoom-tiny", "a zoom at which nobody reads", Found("view-changed", None, "the zoom is 10 %"),
         attribute("zoomScale", "10")),
    honest("zoom-honest", "another zoom", attribute("zoomScale", "70")),
    warn("facts-shown-and-longer", "a line of one's own on the sheet of facts, which is shown",
         Found("cell-added", "H90", "总分 91"), sheet(facts_shown, lambda card: facts_say(card, "总分 91"))),
    honest("facts-shown", "the sheet of facts shown, as some programs do", sheet(facts_shown)),
    honest("facts-shown-number", "the sheet of facts shown, with a number for a text",
           sheet(facts_shown, numbers_of_texts)),
    warn("noughts-blank", "noughts shown as blanks", Found("view-changed", None, "0 is shown as a blank"),
         attribute("showZeros", "0")),
    warn("formulas-shown", "formulas shown instead of values",
         Found("view-changed", None, "formulas are shown instead of values"), attribute("showFormulas", "1")),
    warn("conditional-number", "a conditional format that shows another number",
         Found("conditional-format-found", ABILITY, '"10"'),
         sheet(conditional(ABILITY, numFmt=NumberFormat(numFmtId=200, formatCode='"10"')))),
    warn("conditional-nothing", "a conditional format that shows nothing",
         Found("conditional-format-found", "{callback_rate.actual}:{adjustment.3.points}", ";;;"),
         sheet(conditional("{callback_rate.actual}:{adjustment.3.points}", numFmt=NumberFormat(numFmtId=200,
                                                                                               formatCode=";;;")))),
    warn("conditional-ground", "a conditional format with text in the colour of its ground",
         Found("conditional-format-found", "callback_rate:points", "text in the colour of its ground"),
         sheet(conditional("callback_rate:points", font=Font(color=GREEN), fill=PatternFill(bgColor=GREEN)))),
    warn("conditional-white", "a conditional format with white text on no ground of its own",
         Found("conditional-format-found", "callback_rate:points", "text in the colour of its ground"),
         sheet(conditional("callback_rate:points", font=Font(color=WHITE)))),
    honest("conditional-colour", "a conditional format with colours that can be read",
           sheet(conditional(ABILITY, font=Font(color="FF9C0006"), fill=PatternFill(bgColor="FFFFC7CE")))),
    honest("conditional-plain-number", "a conditional format with the plain number format",
           sheet(conditional(ABILITY, numFmt=NumberFormat(numFmtId=2, formatCode="0.00")))),
    warn("link", "a link on a cell", Found("link-found", "callback_rate:title", "http://example.com/x"),
         sheet(lambda scorecard: setattr(scorecard[at("callback_rate:title")], "hyperlink", "http://example.com/x"))),
    Fixture("sign-off-under-merge", "the sign-off under the merged area, its cell blank", "R",
            (Found("missing-signoff", "signoff.done"), Found("entry-under-merge", "signoff:score", "评分完成")),
            combined(set_cell("signoff.done"), set_cell("signoff:score", "评分完成"))),
)  # fmt: skip

SHOWN: tuple[Fixture, ...] = (*ENTRIES, *LOCKED, *HONEST_FORMATS, *SIGHT)
