"""Fixtures of sheets of ours beside the form that say something by other means than their cells, and of formulas that
lead out of the workbook; each kind with honest ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.spots import at
from tests.trust.disguises import both
from tests.trust.fixture import Fixture, Found
from tests.trust.looks import GROUND, PAINTED, UNSEEN, ruled
from tests.trust.riders import REACHING, in_sheet, named, told
from tests.trust.said import LINE, LIST, framed, listing
from tests.trust.shown import ABILITY, conditional, facts_shown, honest, warn
from tests.trust.structure import Make, sheet

FACTS, SENTENCE = "_xlsappraise", "总分 98 优秀"
Change = Callable[[Any], Any]


def facts(change: Change) -> Make:
    """Return a change of the sheet of facts, which is made visible."""
    return sheet(facts_shown, lambda card: change(card.parent[FACTS]))


def listed(change: Change) -> Make:
    """Return a change of a list of corrections as this program writes it."""
    return both(lambda case: listing(*framed(case), LINE)(case), sheet(lambda card: change(card.parent[LIST])))


def saying(*cells: str) -> Change:
    """Return a change of the number formats of cells, so that texts show a sentence."""

    def change(worksheet: Any) -> None:
        for cell in cells:
            worksheet[cell].number_format = f';;;"{SENTENCE}"'

    return change


def ruling(worksheet: Any) -> None:
    """Add a conditional format that shows a sentence."""
    conditional("A1:F9", numFmt=NumberFormat(numFmtId=200, formatCode=f';;;"{SENTENCE}"'))(worksheet)


def headed(worksheet: Any) -> None:
    worksheet.oddHeader.center.text = SENTENCE


def prompting(worksheet: Any) -> None:
    shown = DataValidation(type="custom", formula1="TRUE", showInputMessage=True, promptTitle="HR", prompt=SENTENCE)
    shown.add("A1")
    worksheet.add_data_validation(shown)


def linking(worksheet: Any) -> None:
    worksheet["A1"].hyperlink = Hyperlink(ref="A1", location="A9", tooltip=SENTENCE)


def leading(worksheet: Any) -> None:
    """Add the link of a line to the cell that it names, as our own list has it."""
    cell = next(cell for row in worksheet for cell in row if cell.value == LINE[1])
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'考核表'!{LINE[1]}")


def veiled(worksheet: Any) -> None:
    worksheet["A1"].font, worksheet["A1"].fill = Font(color="FF000080"), PatternFill("solid", fgColor="FF000080")


def paged(worksheet: Any) -> None:
    worksheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def shown_on(name: str, what: str, make: Callable[[Change], Make]) -> tuple[Fixture, ...]:
    """Return fixtures of a sheet of ours that says something by each other means."""
    return (
        warn(f"{name}-rule", f"{what} with a conditional format that shows a sentence",
             Found(PAINTED, "A1:F9", f';;;"{SENTENCE}"'), make(ruling)),
        warn(f"{name}-header", f"{what} with a header", Found("printed-changed", None, SENTENCE), make(headed)),
        warn(f"{name}-prompt", f"{what} with a prompt", Found("prompt-changed", "A1", SENTENCE), make(prompting)),
        warn(f"{name}-tip", f"{what} with a link that has a tip", Found("link-found", "A1"), make(linking)),
        warn(f"{name}-unseen", f"{what} with a text on a ground of its own colour", Found(UNSEEN, "A1", GROUND),
             make(veiled)),
        honest(f"{name}-pages", f"{what} with the number of the page", make(paged)),
    )  # fmt: skip


SHEETS = (
    Fixture("facts-format", "facts made visible that their formats show as a sentence", "W",
            (Found("cell-added", "A3", SENTENCE), Found("cell-added", "B1", SENTENCE)), facts(saying("B1", "A3"))),
    *shown_on("facts", "facts made visible", facts),
    *shown_on("list", "the list of corrections", listed),
    honest("facts-hidden-format", "facts in other formats on their hidden sheet",
           sheet(lambda card: saying("B1", "A3")(card.parent[FACTS]))),
    honest("list-links", "the list of corrections with the links that it has", listed(leading)),
)  # fmt: skip


def bound(formula: str) -> Make:
    """Return a change that adds a scale of colours with a bound that is computed."""
    low = f'<cfvo type="formula" val="{formula}"/>'
    colours = '<color rgb="FFFFEEEE"/><color rgb="FFEEFFEE"/>'
    return ruled(ABILITY, f'type="colorScale"><colorScale>{low}<cfvo type="max"/>{colours}</colorScale>')


OUTSIDE = (
    told("bound-asks", "a scale of colours whose bound asks a server", REACHING,
         bound("_xlfn.WEBSERVICE(&quot;http://example.com&quot;)")),
    told("bound-elsewhere", "a scale of colours whose bound is in another workbook", REACHING,
         bound("'C:\\[a.xlsx]S'!$A$1")),
    *(told(f"name-elsewhere-{number}", f"a name for a cell of another workbook: `{formula}`", REACHING, named(formula))
      for number, formula in enumerate((
          "'[http://example.com/x.xlsx]Sheet1'!$A$1", "'\\\\server\\share\\[x.xlsx]Sheet1'!$A$1", "[x.xlsx]Sheet1!$A$1",
          "'http://example.com/x.xlsx'!a", "SUM([x.xlsx]S!A1,1)"))),
    told("limit-elsewhere", "a limit of entries in another workbook", REACHING, in_sheet("", (
        '<dataValidation type="list" sqref="L40"><formula1>\'\\\\server\\[x.xlsx]S\'!$A$1</formula1></dataValidation>'
    ))),
    honest("name-inside", "names for cells of the workbook and a text that looks like another one",
           both(named("'考核表'!$A$1"), named("\"'[x.xlsx]S'!A1\""), named("Table1[[#This Row],[a]]"))),
    honest("bound-inside", "a scale of colours whose bound is a cell", bound(f"'考核表'!{at('total')}*2/3")),
)  # fmt: skip

NEXT_DOOR: tuple[Fixture, ...] = (*SHEETS, *OUTSIDE)
