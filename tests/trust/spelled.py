"""Fixtures of formats, colours and dates in spellings that programs read otherwise than they look; each kind with an
honest one."""

from __future__ import annotations

import re

from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.styles.numbers import NumberFormat

from tests.spots import WORKED, at
from tests.trust.changes import set_number_format
from tests.trust.disguises import (
    BLACK,
    BOOK,
    DAY,
    POINTS,
    PUSHED,
    REMARK,
    SIGNS,
    STYLES,
    THEME,
    both,
    dated,
    numbered,
    part,
    refused,
    text_colour,
)
from tests.trust.fixture import SCORECARD, Fixture, Found
from tests.trust.looks import GROUND, PAINTED, SEEN, UNSEEN, look, looking, runs
from tests.trust.shown import ABILITY, NUMBERS, conditional, entry, honest, locked, warn
from tests.trust.structure import Make, sheet
from xlsappraise.xlsx.display.styles import BUILT_IN

OTHER_REMARK = "attitude.remark"
COMMA = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
"""The format of commas that Chinese programs offer"""
MARK, DECOY = "FFABCDE1", 'xmlns:d="urn:decoy"'
GREY, RED = "FF808080", "FFFF0000"
OPENPYXL_41 = r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)'


def inked(colour: str) -> Make:
    """Return a change of the colour of points on white, written as XML."""
    return both(text_colour(Color(MARK)), _marked("color", colour))


def grounded(colour: str) -> Make:
    """Return a change of the ground under points in black, written as XML."""
    fill = PatternFill("solid", fgColor=MARK)
    return both(sheet(looking(POINTS, font=Font(color=BLACK), fill=fill)), _marked("fgColor", colour))


def _marked(tag: str, colour: str) -> Make:
    return part(STYLES, lambda xml: re.sub(rf'<{tag} rgb="{MARK}" ?/>', colour, xml))


def dark(colour: str) -> Make:
    """Return a change that shows points in the dark colour of a theme that spells it so."""
    return both(
        text_colour(Color(theme=1)),
        part(THEME, lambda xml: re.sub(r"<a:dk1>.*?</a:dk1>", f"<a:dk1>{colour}</a:dk1>", xml)),
    )


def styled(spelling: str) -> Make:
    """Return a change that shows an entry through a format, and spells the number of its style in its own way."""
    again = part(SCORECARD, lambda xml: re.sub(
        rf'(<c r="{at(ABILITY)}" s=)"(\d+)"', lambda m: f'{m[1]}"{spelling.format(m[2])}"', xml
    ))  # fmt: skip
    return both(set_number_format(ABILITY, '"9"'), again)


def as_day(code: str) -> Make:
    """Return a change that enters a date in a cell of days and shows it through a format."""
    return both(dated(code), part(SCORECARD, lambda xml: re.sub(
        rf'(<c r="{at(DAY)}"[^>]*?)(?: t="[a-z]")?><v>[^<]*</v>', r'\1 t="d"><v>2026-11-15</v>', xml
    )))  # fmt: skip


def counted_in_tiny(xml: str) -> str:
    """Give the style that every other one is based on a font of one point."""
    fonts = re.search(r"<fonts[^>]*>(.*?)</fonts>", xml, re.DOTALL)
    assert fonts is not None
    number = len(re.findall(r"<font[ >]", fonts[1]))
    tiny = xml.replace("</fonts>", '<font><sz val="1"/><name val="Arial"/></font></fonts>', 1)
    return re.sub(r'(<cellStyleXfs[^>]*>\s*<xf [^>]*?fontId=)"[0-9]+"', rf'\1"{number}"', tiny)


def normal_elsewhere(xml: str, points: int) -> str:
    """Make the named style that everything is based on another one, in a font of this size."""
    fonts = re.search(r"<fonts[^>]*>(.*?)</fonts>", xml, re.DOTALL)
    assert fonts is not None
    number = len(re.findall(r"<font[ >]", fonts[1]))
    own = f'<xf numFmtId="0" fontId="{number}" fillId="0" borderId="0"/></cellStyleXfs>'
    added = xml.replace("</fonts>", f'<font><sz val="{points}"/><name val="Arial"/></font></fonts>', 1)
    named = re.sub(r"<cellStyle [^>]*/>", '<cellStyle name="Normal" xfId="1" builtinId="0"/>', added, count=1)
    return named.replace("</cellStyleXfs>", own, 1)


SECTIONS = (
    locked("condition-exact", "the total shown as another where it is 76", "total", '[=76]"91.00";0.00'),
    locked("condition-band", "the total shown as another between two bounds", "total",
           '[>=76.2]0.00;[>70]"91.00";0.00'),
    locked("sign", "the total without the sign that it may have", "total", "0.00;0.00"),
    Fixture("locked-shown-built-in", "the total rounded by a format that has a number only", "T",
            (Found("number-format-changed", "total", BUILT_IN[41]),), set_number_format("total", OPENPYXL_41)),
    warn("conditional-exact", "a conditional format that shows another total where it is 76",
         Found(PAINTED, "total", '[=76]"91.00";0.00'),
         both(sheet(conditional("total", font=Font(bold=True))), part(STYLES, lambda xml: re.sub(
             r'<dxf><font><b val="1" ?/></font></dxf>',
             '<dxf><numFmt numFmtId="250" formatCode="[=76]&quot;91.00&quot;;0.00"/></dxf>', xml)))),
    entry("system-date", "7 in the format of the system's dates", "[$-F800]0", "a value in the format [$-F800]0"),
    entry("calendar", "7 in the format of another calendar", "[$-130000]0", "a value in the format [$-130000]0"),
    entry("scaled-far", "7 scaled by a hundred and twenty commas", f"0{120 * ','}", "0"),
    *(honest(f"honest-section-{number}", f"an honest number format: `{code}`", set_number_format(cell, code))
      for number, (cell, code) in enumerate((
          ("total", "0.00;[Red]0.00"), ("total", "[Red][<60]0.00;0.00"), ("total", COMMA), ("signoff.done", COMMA),
          (ABILITY, COMMA), (ABILITY, "[$-en-US]0.0"), (ABILITY, "[$¥-zh-CN]#,##0.00"), (ABILITY, f"0.{30 * '0'}"),
          (ABILITY, OPENPYXL_41), ("grade", COMMA), (ABILITY, "[$-10804]0"), (ABILITY, "[$-10409]#,##0.00")))),
)  # fmt: skip
SPELLED = (
    Fixture("style-long", "the number of a style behind noughts", "W",
            (Found("entry-shown-differs", ABILITY, "9", "7"),), styled("0000000{}")),
    Fixture("style-plus", "the number of a style behind a plus sign", "W",
            (Found("entry-shown-differs", ABILITY, "9", "7"),), styled("+{}")),
    refused("style-suffix", "the number of a style before a letter", styled("{}x")),
    Fixture("number-format-long", "the number of a format behind noughts", "W",
            (Found("entry-shown-differs", ABILITY, "9", "7"),), numbered("0000000{}")),
    look("theme-long", "points in the white of the theme, its number with noughts", POINTS, GROUND, "20",
         inked('<color theme="00000"/>')),
    refused("tint-suffix", "a tint before a letter", inked('<color theme="1" tint="1.0x"/>')),
    look("two-kinds", "points in the white of the theme, and in black by digits", POINTS, GROUND, "20",
         inked('<color rgb="FF000000" theme="0"/>')),
    look("decoy", "points in white behind a decoy in black", POINTS, GROUND, "20",
         both(inked('<d:color rgb="FF000000"/><color rgb="FFFFFFFF"/>'),
              part(STYLES, lambda xml: xml.replace("<styleSheet ", f"<styleSheet {DECOY} ", 1)))),
    refused("colour-twice", "a font with two colours", inked('<color rgb="FF000000"/><color rgb="FFFFFFFF"/>')),
    refused("ground-twice", "a fill with two colours", grounded('<fgColor rgb="FFFFFFFF"/><fgColor rgb="FF000000"/>')),
    look("ground-automatic", "points in black on the automatic colour", POINTS, GROUND, "20",
         grounded('<fgColor auto="1"/>')),
    look("ground-none", "points in black on a ground without a colour", POINTS, GROUND, "20", grounded("")),
    look("automatic", "points in the automatic colour on black", POINTS, GROUND, "20",
         both(sheet(looking(POINTS, font=Font(color=MARK), fill=PatternFill("solid", fgColor=BLACK))),
              _marked("color", '<color auto="1"/>'))),
    look("theme-system", "points in the window's colour of a theme", POINTS, GROUND, "20",
         dark('<a:sysClr val="window" lastClr="000000"/>')),
    look("theme-light", "points in a black of the theme that is made white", POINTS, GROUND, "20",
         dark('<a:srgbClr val="000000"><a:lumOff val="100000"/></a:srgbClr>')),
    look("theme-shares", "points in the white of a theme by its shares", POINTS, GROUND, "20",
         dark('<a:scrgbClr r="100000" g="100000" b="100000"/>')),
    look("theme-hue", "points in the white of a theme by its light", POINTS, GROUND, "20",
         dark('<a:hslClr hue="0" sat="0" lum="100000"/>')),
    refused("theme-unknown", "a colour of the theme that is not computed", dark('<a:prstClr val="papayaWhip"/>')),
    look("theme-second-scheme", "points in the white of a theme behind another scheme", POINTS, GROUND, "20",
         both(dark('<a:srgbClr val="FFFFFF"/>'), part(THEME, lambda xml: xml.replace(
             "<a:themeElements>", '<a:extraClrSchemeLst><a:extraClrScheme><a:clrScheme name="x"><a:dk1><a:srgbClr '
             'val="000000"/></a:dk1></a:clrScheme></a:extraClrScheme></a:extraClrSchemeLst><a:themeElements>', 1)))),
    refused("properties-twice", "the properties of a workbook written twice",
            part(BOOK, lambda xml: re.sub(r"<workbookPr[^>]*/>", r'\g<0><workbookPr date1904="1"/>', xml))),
    refused("sizes-twice", "the sizes of a sheet written twice", part(SCORECARD, lambda xml: re.sub(
        r"<sheetFormatPr[^>]*/>", r'\g<0><sheetFormatPr defaultRowHeight="15" defaultColWidth="0.1"/>', xml))),
    honest("look-ink-twice-alike", "a font that says its colour twice alike",
           inked('<color rgb="FF333333"/><color rgb="FF333333"/>')),
    honest("look-automatic-honest", "points in the automatic colour", inked('<color auto="1"/>')),
    honest("look-theme-system-honest", "points in the window's text colour",
           dark('<a:sysClr val="windowText" lastClr="FFFFFF"/>')),
    honest("look-noughts", "a colour of the theme with noughts", inked('<color theme="0001"/>')),
)  # fmt: skip
TOGETHER = (
    look("format-colour", "points in a yellow that their format gives", POINTS, GROUND, "20",
         both(text_colour(Color(BLACK)), set_number_format(POINTS, "[Yellow]0"))),
    look("format-colour-number", "points in a colour of the palette that their format gives", POINTS, GROUND, "20",
         both(text_colour(Color(BLACK)), set_number_format(POINTS, "[Color36]0"))),
    look("format-black", "points in white whose format makes them black on black", POINTS, GROUND, "20",
         both(sheet(looking(POINTS, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor=BLACK))),
              set_number_format(POINTS, "[Black]0"))),
    *(honest(f"look-format-{number}", f"points in a colour of their format: `{code}`", set_number_format(POINTS, code))
      for number, code in enumerate(("[Green]0", "[Red]0;[Blue]-0", "[Color10]0"))),
    Fixture("look-run-twice", "a remark with a part in white, and the same one seen", "W",
            tuple(Found(UNSEEN, cell, "准予", "不准予") for cell in (REMARK, OTHER_REMARK)),
            both(runs(REMARK, ("不", '<color rgb="FFFFFFFF"/>'), ("准予", SEEN)),
                 runs(OTHER_REMARK, ("不", SEEN), ("准予", SEEN)))),
    warn("conditional-two", "two conditional formats, a text and a ground of one grey", Found(PAINTED, POINTS, GROUND),
         sheet(conditional(POINTS, font=Font(color=GREY)), conditional(POINTS, fill=PatternFill(bgColor=GREY)))),
    warn("conditional-over-runs", "a ground in the grey of a part of a text", Found(PAINTED, REMARK, "继续"),
         both(sheet(conditional(REMARK, fill=PatternFill(bgColor=GREY))),
              runs(REMARK, ("不", f'<color rgb="{GREY}"/>'), ("继续", SEEN)))),
    warn("conditional-ground-of-format", "a ground in the red that the cell's own format gives",
         Found(PAINTED, ABILITY, GROUND),
         both(set_number_format(ABILITY, "[Red]0"), sheet(conditional(ABILITY, fill=PatternFill(bgColor=RED))))),
    warn("conditional-ground-of-format-locked", "points and a ground in the blue of their format",
         Found(PAINTED, POINTS, GROUND),
         both(set_number_format(POINTS, "[Blue]0"),
              sheet(conditional(POINTS, fill=PatternFill(bgColor="FF0000FF"))))),
    warn("conditional-two-format", "two conditional formats, a red number format and a red ground",
         Found(PAINTED, ABILITY, GROUND),
         sheet(conditional(ABILITY, numFmt=NumberFormat(190, "[Red]0")),
               conditional(ABILITY, fill=PatternFill(bgColor=RED)))),
    honest("conditional-two-format-honest", "a blue number format, and a light blue ground",
           sheet(conditional(ABILITY, numFmt=NumberFormat(190, "[Blue]0")),
                 conditional(ABILITY, fill=PatternFill(bgColor="FFDDEBF7")))),
    honest("conditional-ground-of-format-honest", "a red number format, and a light red ground",
           both(set_number_format(ABILITY, "[Red]0"),
                sheet(conditional(ABILITY, fill=PatternFill(bgColor="FFFFC7CE"))))),
    honest("conditional-ground-of-format-other", "a red ground where the format is red for negative numbers alone",
           both(set_number_format(ABILITY, "0;[Red]-0"), sheet(conditional(ABILITY, fill=PatternFill(bgColor=RED))))),
    honest("conditional-two-honest", "white on navy, and a light ground",
           sheet(conditional(POINTS, font=Font(color="FFFFFFFF"), fill=PatternFill(bgColor="FF000080")),
                 conditional(POINTS, fill=PatternFill(bgColor="FFFFFFCC")))),
    honest("conditional-two-colours", "a red text, and a light red ground",
           sheet(conditional(POINTS, font=Font(color="FF9C0006")),
                 conditional(POINTS, fill=PatternFill(bgColor="FFFFC7CE")))),
)  # fmt: skip
DAYS = (
    *(warn(f"day-shown-{number}", f"a date shown in the format `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(("yyyy-dd-dd", "yyyy-mm:ss", "yyyy-[h]-dd", "bbbb-mm-dd",
                                     "[$-th-TH,107]yyyy-mm-dd", "[<1]yyyy-mm-dd;yyyy-dd-mm"))),
    *(warn(f"day-word-{number}", f"a date with something said beside it: `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(('yyyy-mm-dd"（作废）"', '"未签 "yyyy-mm-dd', r"yyyy-mm-dd\ \✗",
                                     'yyyy-mm-dd" not signed"', "[$作废-804]yyyy-mm-dd"))),
    *(warn(f"day-order-{number}", f"a date with the year between: `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(("dd-yy-mm", "mm-yy-dd"))),
    *(warn(f"day-letter-{number}", f"a date in letters that programs read otherwise: `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(("yyyy-ww", "yyyy-qq", "rr-mm-dd", "e-mm-dd", r"e\-mm\-dd"))),
    *(warn(f"day-era-{number}", f"a date with the year of an era that it does not name: `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(("[$-411]e-m-d", "[$-ja-JP]e-m-d", "[$-10411]ee-mm-dd"))),
    Fixture("day-typed-literal", "a date in a cell of days whose format gives it another month", "W",
            (Found("entry-shown-differs", DAY, 'a value in the format yyyy-"12"-dd', "2026-11-15"),),
            as_day('yyyy-"12"-dd')),
    *(honest(f"day-format-{number}", f"an honest date format: `{code}`", dated(code))
      for number, code in enumerate(("yyyy/m/d h:mm", '[$-zh-CN]yyyy"年"m"月"d"日";@', "yyyy-mm-dd aaaa",
                                     "[$-x-sysdate]dddd, mmmm dd, yyyy", "m/d/yyyy h:mm AM/PM",
                                     "[$-411]ge.m.d", "[$-404]e/m/d;@", "[$-ja-JP-x-gannen]ggge-m-d",
                                     "[$-10804]yyyy/m/d", '[$-FC19]dd\\ mmmm\\ yyyy\\ "г.";@', "yyyy/m/d(aaa)",
                                     'd" de "mmmm" de "yyyy;@', '"Ngày "dd" tháng "mm" năm "yyyy',
                                     'yyyy"년" m"월" d"일"', 'yyyy-mm-dd"T"hh:mm:ss"Z"', 'yyyy". "m". "d"."',
                                     '[$-450]yyyy" оны "mm" сарын "dd', 'dddd "den" d. mmmm yyyy'))),
    honest("day-typed", "a date in a cell of days", as_day("yyyy-mm-dd")),
)  # fmt: skip
LONG = "进步很大，继续努力保持下去。" * 12
ROOM = (
    look("indented-narrow", "points indented out of their narrow cell", POINTS, PUSHED, "20",
         sheet(looking(POINTS, alignment=Alignment(horizontal="right", indent=11)))),
    look("shrunk", "a long remark on one line, shrunk to fit", REMARK, "text too small to read", LONG,
         both(sheet(looking(REMARK, alignment=Alignment(shrink_to_fit=True))), runs(REMARK, (LONG, SEEN)))),
    look("font-list", "an entry in the second of two fonts, which is one of signs", ABILITY, SIGNS, "7",
         sheet(looking(ABILITY, font=Font(name="Nosuch;Wingdings")))),
    warn("normal-font-tiny", "columns counted in the digits of a tiny font",
         Found("columns-hidden", f"{NUMBERS}:{NUMBERS}", ", ".join(WORKED.columns("number", "score"))),
         part(STYLES, counted_in_tiny)),
    warn("normal-font-elsewhere", "columns counted in the digits of a named style with a tiny font",
         Found("columns-hidden", f"{NUMBERS}:{NUMBERS}", ", ".join(WORKED.columns("number", "score"))),
         part(STYLES, lambda xml: normal_elsewhere(xml, 1))),
    honest("normal-font-elsewhere-honest", "columns counted in the digits of a named style",
           part(STYLES, lambda xml: normal_elsewhere(xml, 11))),
    honest("look-blanks-before-a-name", "a name placed at the right by forty blanks",
           runs(REMARK, (" " * 40 + "李建国", SEEN))),
    honest("look-lines-before-a-text", "a remark below three empty lines", runs(REMARK, ("\n\n\n很好", SEEN))),
    honest("look-shrunk-short", "an entry that would be shrunk if it were long",
           sheet(looking(ABILITY, alignment=Alignment(horizontal="center", shrink_to_fit=True)))),
)  # fmt: skip

OTHERWISE: tuple[Fixture, ...] = (*SECTIONS, *SPELLED, *TOGETHER, *DAYS, *ROOM)
