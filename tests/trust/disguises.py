"""Fixtures of cells that are disguised by what is seldom looked at: themes, palettes, strokes, fonts of signs, number
formats under odd numbers, styles that programs read differently, and windows; each kind with an honest one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from openpyxl.styles import Alignment, Border, Color, Font, GradientFill, PatternFill, Side

from tests.spots import at, told
from tests.trust.changes import set_number_format
from tests.trust.fixture import SCORECARD, Case, Fixture, Found
from tests.trust.looks import GROUND, PAINTED, SEEN, STOPS, UNSEEN, WHITE, X14, look, looking, ruled, runs
from tests.trust.riders import attach
from tests.trust.said import RULES, paper
from tests.trust.shown import ABILITY, attribute, conditional, honest, warn, window
from tests.trust.structure import Make, sheet

POINTS, TITLE, REMARK = "callback_rate:points", "callback_rate:title", "ability.remark"
STYLES, BOOK, THEME = "xl/styles.xml", "xl/workbook.xml", "xl/theme/theme1.xml"
STRUCK, SIGNS = "struck out", "signs in place of letters and digits"
PUSHED, BLANKS = "nothing, since it is indented out of the cell", "nothing, since blanks push it out of the cell"
PLAIN = PatternFill("solid", fgColor="FFFFFFFF")
NAVY, BLACK = PatternFill("solid", fgColor="FF000080"), "FF000000"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OPEN = "http://schemas.openxmlformats.org"
SIDE, THIN = Side(style="thick", color="FFFF0000"), Side(style="thin", color="FF000000")
ADJUSTMENT, TAKEN = "adjustment.1.points", 72.0
"""An adjustment, and the total where it takes two points off"""


def both(*makes: Make) -> Make:
    """Return a change of several steps."""

    def make(case: Case) -> None:
        for one in makes:
            one(case)

    return make


def part(name: str, change: Callable[[str], str]) -> Make:
    """Return a change of a part's XML."""
    return lambda case: case.xml(change, name)


def text_colour(colour: Color, **other: object) -> Make:
    """Return a change of the colour of points on white."""
    return sheet(looking(POINTS, font=Font(color=colour), fill=PLAIN, **other))


def palette(*first: str) -> Make:
    """Return a change that gives the workbook a palette of its own."""
    colours = "".join(f'<rgbColor rgb="00{one}"/>' for one in (*first, *["808080"] * (64 - len(first))))
    own = f"<colors><indexedColors>{colours}</indexedColors></colors>"
    return part(STYLES, lambda xml: re.sub(r"<colors>.*?</colors>", "", xml).replace("</styleSheet>", own +
                                                                                      "</styleSheet>"))  # fmt: skip


def numbered(spelling: str, code: str = '"9"') -> Make:
    """Return a change that shows an entry through a format whose number a style spells in its own way."""
    again = part(STYLES, lambda xml: re.sub(
        r'(<cellXfs.*?)numFmtId="(16[5-9])"', lambda m: f'{m[1]}numFmtId="{spelling.format(m[2])}"', xml, count=1,
        flags=re.DOTALL,
    ))  # fmt: skip
    return both(set_number_format(ABILITY, code), again)


def twice(code: str) -> Make:
    """Return a change that writes the number format of an entry a second time."""
    again = rf'\1<numFmt numFmtId="\2" formatCode="{code}"/>'
    return both(set_number_format(ABILITY, "0.000"),
                part(STYLES, lambda xml: re.sub(r'(<numFmt numFmtId="(16[5-9])"[^>]*/>)', again, xml)))  # fmt: skip


def refused(name: str, title: str, make: Make) -> Fixture:
    """Return a fixture that programs would read in different ways."""
    return Fixture(name, title, "R", (Found("file-hostile"),), make, total=None)


def alternative(xml: str) -> str:
    return f'<mc:AlternateContent {MC}><mc:Choice Requires="x14">{xml}</mc:Choice></mc:AlternateContent>'


def below_nought(case: Case) -> None:
    """Take two points off."""
    case.fill(adjustment__1__points=-2, adjustment__1__reason="迟到两次")


def negative_bar(colour: str, cell: str = ADJUSTMENT) -> Make:
    """Return a change that adds a bar of newer programs with a colour of its own for negative numbers."""
    bar = (
        f'<x14:cfRule type="dataBar" priority="77" id="a"><x14:dataBar gradient="0"><x14:cfvo type="autoMin"/>'
        f'<x14:cfvo type="autoMax"/><x14:fillColor rgb="FF638EC6"/><x14:negativeFillColor rgb="{colour}"/>'
    )
    group = f'{bar}</x14:dataBar></x14:cfRule><xm:sqref xmlns:xm="urn:xm">{at(cell)}</xm:sqref>'
    whole = (
        f'<extLst><ext uri="a"><x14:conditionalFormattings xmlns:x14="{X14}"><x14:conditionalFormatting>{group}'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    return part(SCORECARD, lambda xml: xml.replace("</worksheet>", whole))


def wrapped(tag: str, **changes: str) -> Make:
    """Return a change that puts an element into one that some programs look through."""
    names = f'{MC} xmlns:x="urn:x" mc:Ignorable="x" mc:ProcessContent="x:w" '

    def change(xml: str) -> str:
        inside = re.sub(rf"<{tag}[ >].*?</{tag}>", lambda m: f"<x:w>{m[0]}</x:w>", xml, count=1, flags=re.DOTALL)
        return inside.replace("<worksheet ", f"<worksheet {names}", 1)

    return part(SCORECARD, change)


COLOURED = (
    look("navy", "an entry in black on navy", ABILITY, GROUND, "7",
         sheet(looking(ABILITY, font=Font(color=BLACK), fill=NAVY))),
    look("pale", "points in a grey that is next to white", POINTS, GROUND, "20", text_colour(Color("FFE9E9E9"))),
    look("pattern", "an entry on a pattern of its own colour", ABILITY, GROUND, "7",
         sheet(looking(ABILITY, font=Font(color=BLACK), fill=PatternFill("darkGray", fgColor=BLACK, bgColor=BLACK)))),
    look("gradient", "an entry on a gradient of its own colour", ABILITY, GROUND, "7",
         sheet(looking(ABILITY, font=Font(color=BLACK), fill=GradientFill(stop=(BLACK, BLACK))))),
    look("theme", "an entry in a colour of the theme on the same", ABILITY, GROUND, "7",
         sheet(looking(ABILITY, font=Font(color=Color(theme=4)), fill=PatternFill("solid", fgColor=Color(theme=4))))),
    look("theme-tint", "points in the black of the theme, made as light as white", POINTS, GROUND, "20",
         text_colour(Color(theme=1, tint=0.99))),
    look("theme-changed", "points in the dark colour of a theme where it is white", POINTS, GROUND, "20",
         both(text_colour(Color(theme=1)), part(THEME, lambda xml: re.sub(
             r"<a:dk1>.*?</a:dk1>", '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>', xml)))),
    look("palette", "points in the black of a palette where it is white", POINTS, GROUND, "20",
         both(text_colour(Color(indexed=8)), palette(*["FFFFFF"] * 9))),
    look("palette-yellow", "points in the light yellow of the palette", POINTS, GROUND, "20",
         text_colour(Color(indexed=43))),
    look("instructions-navy", "a line of the instructions in black on navy", told(RULES), GROUND, RULES,
         paper(looking(told(RULES), font=Font(color=BLACK), fill=NAVY))),
    honest("look-theme-honest", "points in the blue of the theme", text_colour(Color(theme=4))),
    honest("look-theme-tint-honest", "points in the grey of the theme", text_colour(Color(theme=1, tint=0.35))),
    honest("look-palette-honest", "points in the red of a palette that the workbook brings",
           both(text_colour(Color(indexed=10)), palette("000000", "FFFFFF", "FF0000"))),
    honest("look-pattern-honest", "points on a pattern of grey",
           sheet(looking(POINTS, font=Font(color=BLACK), fill=PatternFill("gray125")))),
    honest("look-light-grey", "points in a light grey that can be read", text_colour(Color("FFD0D0D0"))),
)  # fmt: skip
MARKED = (
    look("struck", "an entry that is struck out", ABILITY, STRUCK, "7",
         sheet(looking(ABILITY, font=Font(strike=True)))),
    look("struck-locked", "a criterion that is struck out", TITLE, STRUCK, "客户回访率",
         sheet(looking(TITLE, font=Font(strike=True)))),
    look("crossed", "an entry that is crossed out by its borders", ABILITY, STRUCK, "7",
         sheet(looking(ABILITY, border=Border(diagonal=SIDE, diagonalUp=True, diagonalDown=True)))),
    look("signs", "an entry in a font of signs", ABILITY, SIGNS, "7",
         sheet(looking(ABILITY, font=Font(name="Wingdings")))),
    look("signs-charset", "points in a character set of signs", POINTS, SIGNS, "20",
         sheet(looking(POINTS, font=Font(name="Calibri", charset=2)))),
    look("four-points", "an entry in a font of four points", ABILITY, "text too small to read", "7",
         sheet(looking(ABILITY, font=Font(size=4)))),
    *(look(f"raised-{at}", f"points in {way} text of {points} points", POINTS, "text too small to read", "20",
           sheet(looking(POINTS, font=Font(size=points, vertAlign=way))))
      for at, (points, way) in enumerate(((6, "superscript"), (5, "subscript")))),
    look("run-raised-small", "a remark of which a part is raised and small", REMARK, "准予", "不准予",
         runs(REMARK, ("不", '<vertAlign val="superscript"/><sz val="6"/>'), ("准予", SEEN))),
    *(look(f"signs-named-{number}", f"points in the font `{name}`", POINTS, SIGNS, "20",
           sheet(looking(POINTS, font=Font(name=name))))
      for number, name in enumerate(("Wingdings:kern", "Marlett:x", "Bodoni Ornaments", "HoloLens MDL2 Assets"))),
    honest("look-raised-points", "points in raised text that can be read",
           sheet(looking(POINTS, font=Font(size=11, vertAlign="superscript")))),
    honest("look-font-features", "points in a font with features",
           sheet(looking(POINTS, font=Font(name="Arial:smcp")))),
    look("indented-less", "an entry indented by the width of its column", ABILITY, PUSHED, "7",
         sheet(looking(ABILITY, alignment=Alignment(horizontal="left", indent=15)))),
    look("blanks", "an entry behind hundreds of blanks", ABILITY, BLANKS, " " * 300 + "7",
         runs(ABILITY, (" " * 300 + "7", SEEN))),
    look("lines", "an entry below many empty lines", ABILITY, BLANKS, "\n" * 9 + "7",
         runs(ABILITY, ("\n" * 9 + "7", SEEN))),
    look("run-struck", "a remark of which a part is struck out", REMARK, "准予", "不准予",
         runs(REMARK, ("不", f"<strike/>{SEEN}"), ("准予", SEEN))),
    look("run-signs", "a remark of which a part is in a font of signs", REMARK, "准予", "不准予",
         runs(REMARK, ("不", f'<rFont val="Webdings"/>{SEEN}'), ("准予", SEEN))),
    Fixture("look-run-raised", "an entry as a text with a raised digit", "W", (Found(UNSEEN, ABILITY, "1", "10"),),
            runs(ABILITY, ("1", SEEN), ("0", f'<vertAlign val="superscript"/>{SEEN}')), total=79.0),
    look("run-ground", "a remark of which a part has the colour of its dark ground", REMARK, "准予", "不准予",
         both(sheet(looking(REMARK, fill=PatternFill("solid", fgColor="FF1F4E79"))),
              runs(REMARK, ("不", '<color rgb="FF1F4E79"/>'), ("准予", WHITE)))),
    look("run-theme", "a remark of which a part is in the white of the theme", REMARK, "准予", "不准予",
         runs(REMARK, ("不", '<color theme="0" tint="-0.02"/>'), ("准予", SEEN))),
    honest("look-not-struck", "a font that says it is not struck out",
           both(sheet(looking(ABILITY, font=Font(strike=True))),
                part(STYLES, lambda xml: re.sub(r"<strike[^>]*/>", '<strike val="0"/>', xml)))),
    honest("look-boxed", "an entry in thick borders", sheet(looking(ABILITY, border=Border(SIDE, SIDE, SIDE, SIDE)))),
    honest("look-charset", "an entry in the character set of Chinese",
           sheet(looking(ABILITY, font=Font(name="SimSun", charset=134)))),
    honest("look-indented-far", "points indented a little",
           sheet(looking(TITLE, alignment=Alignment(horizontal="left", indent=3)))),
    honest("look-raised", "a remark with a raised letter",
           runs(REMARK, ("约 30 m", SEEN), ("2", f'<vertAlign val="superscript"/>{SEEN}'))),
    honest("look-run-on-dark", "a remark in white on a dark ground",
           both(sheet(looking(REMARK, fill=PatternFill("solid", fgColor="FF1F4E79"))),
                runs(REMARK, ("认真", WHITE), ("负责", WHITE)))),
    honest("look-lines-few", "a remark that begins with an empty line", runs(REMARK, ("\n  认真负责", SEEN))),
)  # fmt: skip
RULED = (
    warn("conditional-scale-black", "a scale of colours that begins in black", Found(PAINTED, ABILITY, GROUND),
         ruled(ABILITY, f'type="colorScale"><colorScale>{STOPS}<color rgb="FF000000"/><color rgb="FFFFFFFF"/>'
                        "</colorScale>")),
    warn("conditional-bar-black", "a black bar behind an entry", Found(PAINTED, ABILITY, GROUND),
         ruled(ABILITY, f'type="dataBar"><dataBar>{STOPS}<color rgb="FF000000"/></dataBar>')),
    warn("conditional-struck", "a conditional format that strikes an entry out", Found(PAINTED, ABILITY, STRUCK),
         sheet(conditional(ABILITY, font=Font(strike=True)))),
    warn("conditional-crossed", "a conditional format that crosses points out", Found(PAINTED, POINTS, STRUCK),
         sheet(conditional(POINTS, border=Border(diagonal=SIDE, diagonalUp=True, diagonalDown=True)))),
    honest("conditional-boxed", "a conditional format with borders",
           sheet(conditional(POINTS, border=Border(left=THIN, right=THIN, top=THIN, bottom=THIN)))),
    Fixture("conditional-bar-negative", "a bar that is black behind negative numbers", "W",
            (Found(PAINTED, ADJUSTMENT, GROUND),), both(below_nought, negative_bar("FF000000")), total=TAKEN),
    Fixture("conditional-bar-negative-honest", "a bar that is red behind negative numbers", "A", (),
            both(below_nought, negative_bar("FFFF0000")), total=TAKEN),
    honest("conditional-bar-negative-none", "a bar that would be black behind negative numbers",
           negative_bar("FF000000", ABILITY)),
    warn("conditional-navy", "a navy ground under an entry", Found(PAINTED, ABILITY, GROUND),
         sheet(conditional(ABILITY, fill=PatternFill(bgColor="FF000080")))),
    warn("conditional-theme-dark", "the dark colour of the theme under an entry", Found(PAINTED, ABILITY, GROUND),
         sheet(conditional(ABILITY, fill=PatternFill(bgColor=Color(theme=1, tint=0.05))))),
    honest("conditional-theme-light", "a light colour of the theme under an entry",
           sheet(conditional(ABILITY, fill=PatternFill(bgColor=Color(theme=4, tint=0.8))))),
)  # fmt: skip
NUMBERED = (
    *(warn(f"number-format-spelled-{number}", f"7 shown as 9 by a format whose number is written `{spelling}`",
           Found("entry-shown-differs", ABILITY, "9", "7"), numbered(spelling.replace("165", "{}")))
      for number, spelling in enumerate(("0165", "+165", " 165 "))),
    refused("number-format-twice", "a number format that is written twice", twice('&quot;9&quot;')),
    refused("number-format-no-number", "a number format whose number is none", numbered("1e2")),
    refused("styles-alternative", "number formats among alternatives",
            both(set_number_format(ABILITY, '"9"'), part(STYLES, lambda xml: re.sub(
                r"<numFmts.*?</numFmts>", lambda m: alternative(m[0]), xml)))),
    refused("fonts-twice", "two lists of fonts",
            part(STYLES, lambda xml: xml.replace("<fills", "<fonts><font/></fonts><fills", 1))),
    refused("columns-wrapped", "columns inside an element that some programs look through", wrapped("cols")),
    refused("validations-wrapped", "data validations inside such an element", wrapped("dataValidations")),
    honest("number-format-twice-alike", "a number format that is written twice alike", twice("0.000")),
)  # fmt: skip
DAY = "signoff.date"


def dated(code: str) -> Make:
    """Return a change that enters a date and shows it through a format."""
    return both(lambda case: case.fill(signoff__date=date(2026, 11, 15)), set_number_format(DAY, code))


DATED = (
    *(warn(f"date-shown-{number}", f"a date shown in the format `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(('yyyy-"12"-dd', "yyyy-dd-mm", "yyyy-mm-\\01", "b1yyyy-mm-dd",
                                     "[$-1000000]yyyy-mm-dd", '[>1]yyyy"年十二月"d"日"'))),
    warn("date-shown-literal", "a date shown as another", Found("entry-shown-differs", DAY, "2026-12-01"),
         dated('"2026-12-01"')),
    warn("date-shown-word", "a date shown as a word", Found("entry-shown-differs", DAY, "同上"), dated('"同上"')),
    *(honest(f"date-format-{number}", f"an honest date format: `{code}`", dated(code))
      for number, code in enumerate(("m/d/yyyy", "dd.mm.yyyy", 'yyyy"年"m"月"d"日";@', "General", "m-d",
                                     '[DBNum1][$-804]yyyy"年"m"月"d"日"', "[$-F800]dddd, mmmm dd, yyyy"))),
)  # fmt: skip
PLACED = (
    warn("tabs-without-room", "a window without room for the tabs of its sheets",
         Found("view-changed", None, "the sheet tabs are hidden"), window("tabRatio", "0")),
    warn("rounded-as-shown", "a workbook that computes with rounded figures",
         Found("view-changed", None, "the workbook computes with figures rounded as they are shown"),
         part(BOOK, lambda xml: xml.replace("<calcPr ", '<calcPr fullPrecision="0" '))),
    warn("lotus-rules", "a sheet that is computed by the rules of another program",
         Found("view-changed", None, "formulas are computed by the rules of Lotus 1-2-3"),
         part(SCORECARD, lambda xml: xml.replace("<sheetPr", '<sheetPr transitionEvaluation="1"', 1))),
    warn("scenarios", "other entries as a scenario",
         Found("view-changed", None, "other values are kept for cells (scenarios)"),
         part(SCORECARD, lambda xml: xml.replace("<mergeCells", '<scenarios current="0"><scenario name="x" count="1">'
              f'<inputCells r="{at(ABILITY)}" val="10"/></scenario></scenarios><mergeCells', 1))),
    Fixture("table", "a table with a look and a filter of its own", "W",
            (Found("content-not-run", None, "tables with colours and filters of their own"),),
            attach(f"{OPEN}/officeDocument/2006/relationships/table", "xl/tables/table1.xml")),
    honest("tabs-with-room", "a window with little room for tabs", window("tabRatio", "200")),
    honest("not-rounded", "a workbook that says that it does not round",
           part(BOOK, lambda xml: xml.replace("<calcPr ", '<calcPr fullPrecision="1" iterate="1" '))),
    honest("lotus-typing", "a sheet in which typing follows another program",
           part(SCORECARD, lambda xml: xml.replace("<sheetPr", '<sheetPr transitionEvaluation="0" transitionEntry="1"',
                                                   1))),
    honest("right-to-left", "a sheet from right to left", attribute("rightToLeft", "1")),
)  # fmt: skip

DISGUISED: tuple[Fixture, ...] = (*COLOURED, *MARKED, *RULED, *NUMBERED, *DATED, *PLACED)
