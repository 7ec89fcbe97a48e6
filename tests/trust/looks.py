"""Fixtures of cells whose fonts, colours, alignment or conditional formats show something else than they hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill

from tests.spots import at, told
from tests.trust.fixture import Case, Fixture, Found
from tests.trust.said import NONE, RULES, paper
from tests.trust.shown import ABILITY, conditional, honest, warn
from tests.trust.structure import Make, sheet
from xlsappraise.drawing.styles import MUST

GROUND, UNSEEN = "text in the colour of its ground", "cell-shown-differs"
BAR, PAINTED = "a bar or a sign in place of the value", "conditional-format-found"
MAY, OWN = "records.slight", f"FF{MUST}"
"""An entry that may stay blank; the ground of those that may not"""
SCORES = "{callback_rate:score}:{discipline.asleep:score}"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def looking(*cells: str, **looks: Any) -> Callable[[Any], None]:
    """Return a change of the font, fill or alignment of cells."""

    def change(worksheet: Any) -> None:
        for cell in cells:
            for name, value in looks.items():
                setattr(worksheet[at(cell)], name, value)

    return change


def look(name: str, title: str, cell: str, found: str, expected: str | None, make: Make) -> Fixture:
    """Return a fixture of a cell that looks otherwise than what it holds."""
    return warn(f"look-{name}", title, Found(UNSEEN, cell, found, expected), make)


def runs(cell: str, *parts: tuple[str, str]) -> Make:
    """Return a change that writes a text of several runs, each with the XML of its font."""
    inside = "".join(f"<r><rPr>{font}</rPr><t>{escape(text)}</t></r>" for text, font in parts)
    return lambda case: case.xml(
        lambda xml: re.sub(
            rf'<c r="{at(cell)}"([^>]*?)(?: t="[a-zA-Z]*")?(?: ?/>|>.*?</c>)',
            lambda m: f'<c r="{at(cell)}"{m[1]} t="inlineStr"><is>{inside}</is></c>',
            xml,
            count=1,
        )
    )


SEEN, WHITE, TINY = '<sz val="10"/>', '<color rgb="FFFFFFFF"/>', '<sz val="1"/>'
LOOKS = (
    look("white", "an entry in white", MAY, GROUND, "1", sheet(looking(MAY, font=Font(color="FFFFFFFF")))),
    look("ground", "an entry in the colour of its own ground", ABILITY, GROUND, "7",
         sheet(looking(ABILITY, font=Font(color=OWN)))),
    look("nearly", "points in nearly white", "callback_rate:points", GROUND, "20",
         sheet(looking("callback_rate:points", font=Font(color="FFFDFDFD")))),
    look("filled", "a criterion on a ground of its own colour", "callback_rate:title", GROUND, "客户回访率",
         sheet(looking("callback_rate:title", font=Font(color="FF000000"),
                       fill=PatternFill("solid", fgColor="FF000000")))),
    look("instructions", "a line of the instructions in white", told(RULES), GROUND,
         RULES, paper(looking(told(RULES), font=Font(color="FFFFFFFF")))),
    look("repeated", "an entry that fills its cell again and again", ABILITY, "the same again and again", "7",
         sheet(looking(ABILITY, alignment=Alignment(horizontal="fill")))),
    look("indented", "an entry indented out of its cell", ABILITY, "nothing, since it is indented out of the cell", "7",
         sheet(looking(ABILITY, alignment=Alignment(horizontal="left", indent=200)))),
    look("tiny", "an entry in a font of one point", ABILITY, "text too small to read", "7",
         sheet(looking(ABILITY, font=Font(size=1)))),
    look("run-all-white", "an entry as a text all in white", ABILITY, NONE, "7", runs(ABILITY, ("7", WHITE))),
    look("run-white", "a remark of which a part is white", "ability.remark", "准予", "不准予",
         runs("ability.remark", ("不", WHITE), ("准予", SEEN))),
    look("run-tiny", "a remark of which a part is tiny", "ability.remark", "100", "1000",
         runs("ability.remark", ("100", SEEN), ("0", TINY))),
    look("run-locked", "locked content of which a part is white", "callback_rate:title", "客户回", "客户回访率",
         runs("callback_rate:title", ("客户回", SEEN), ("访率", WHITE))),
    honest("look-dark", "an entry in another dark colour",
           sheet(looking(ABILITY, font=Font(color="FF1F4E79", b=True)))),
    honest("look-grey", "a remark in grey", sheet(looking("callback_rate:title", font=Font(color="FFBFBFBF")))),
    honest("look-no-colours", "headings whose ground a program dropped",
           sheet(looking("headings:number", "headings:title", "headings:points", fill=PatternFill()))),
    honest("look-white-on-dark", "points in white on a dark ground",
           sheet(looking("callback_rate:points", font=Font(color="FFFFFFFF"),
                         fill=PatternFill("solid", fgColor="FF1F4E79")))),
    honest("look-centred", "an entry in the middle of its cell",
           sheet(looking(ABILITY, alignment=Alignment(horizontal="center", indent=2)))),
    honest("look-runs", "a remark in several fonts", runs("ability.remark", ("认真", SEEN), ("负责", "<b/>"))),
)  # fmt: skip


def ruled(cells: str, rule: str) -> Make:
    """Return a change that adds a conditional format, written as XML."""
    block = f'<conditionalFormatting sqref="{at(cells)}"><cfRule priority="90" {rule}</cfRule></conditionalFormatting>'
    return lambda case: case.xml(lambda xml: xml.replace("<dataValidations", f"{block}<dataValidations", 1))


BLACK = '<color rgb="FF000000"/>'
STOPS = '<cfvo type="min"/><cfvo type="max"/>'
THIRDS = "".join(f'<cfvo type="percent" val="{at}"/>' for at in (0, 33, 67))


def signs_in_extension(case: Case) -> None:
    """Add signs among the extensions, where newer programs put those of their own."""
    rule = f'<x14:cfRule type="iconSet" priority="9" id="a"><x14:iconSet iconSet="3Stars" showValue="0">{THIRDS}'
    cells = f'<xm:sqref xmlns:xm="urn:xm">{at("total")}</xm:sqref>'
    group = f"<x14:conditionalFormatting>{rule}</x14:iconSet></x14:cfRule>{cells}"
    whole = f'<ext uri="a"><x14:conditionalFormattings xmlns:x14="{X14}">{group}</x14:conditionalFormatting>'
    end = f"<extLst>{whole}</x14:conditionalFormattings></ext></extLst></worksheet>"
    case.xml(lambda xml: xml.replace("</worksheet>", end))


RULED = (
    warn("conditional-bar", "a bar in place of an entry", Found(PAINTED, ABILITY, BAR),
         ruled(ABILITY, f'type="dataBar"><dataBar showValue="0">{STOPS}<color rgb="FF638EC6"/></dataBar>')),
    warn("conditional-signs", "signs in place of the total", Found(PAINTED, "total", BAR),
         ruled("total", f'type="iconSet"><iconSet iconSet="3Stars" showValue="0">{THIRDS}</iconSet>')),
    warn("conditional-signs-extension", "signs among the extensions in place of the total",
         Found(PAINTED, "total", BAR), signs_in_extension),
    warn("conditional-scale", "a scale of one colour over an entry", Found(PAINTED, ABILITY, GROUND),
         ruled(ABILITY, f'type="colorScale"><colorScale>{STOPS}{2 * BLACK}</colorScale>')),
    warn("conditional-black", "a black ground under an entry", Found(PAINTED, ABILITY, GROUND),
         sheet(conditional(ABILITY, fill=PatternFill(bgColor="FF000000")))),
    warn("conditional-own-ground", "text in the colour that the entry has as its ground",
         Found(PAINTED, ABILITY, GROUND), sheet(conditional(ABILITY, font=Font(color=OWN)))),
    warn("conditional-theme", "text and ground in two spellings of white", Found(PAINTED, "callback_rate:points",
                                                                                 GROUND),
         sheet(conditional("callback_rate:points", font=Font(color="FFFFFFFF"), fill=PatternFill(bgColor="FFFEFEFE")))),
    honest("conditional-bar-with-value", "a bar beside an entry",
           ruled(ABILITY, f'type="dataBar"><dataBar>{STOPS}<color rgb="FF638EC6"/></dataBar>')),
    honest("conditional-signs-with-value", "signs beside the scores",
           ruled(SCORES, f'type="iconSet"><iconSet iconSet="3Stars">{THIRDS}</iconSet>')),
    honest("conditional-scale-honest", "a scale of two colours",
           ruled(SCORES, f'type="colorScale"><colorScale>{STOPS}<color rgb="FFF8696B"/><color rgb="FF63BE7B"/>'
                           "</colorScale>")),
    honest("conditional-blank", "white text in cells that are blank",
           sheet(conditional("{below:beside}", font=Font(color="FFFFFFFF")))),
)  # fmt: skip

LOOKING: tuple[Fixture, ...] = (*LOOKS, *RULED)
