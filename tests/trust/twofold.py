"""Fixtures of styles that are given in two ways, of which each program takes another; each kind with honest ones."""

from __future__ import annotations

import re

from openpyxl.styles import Alignment, Font, PatternFill

from tests.trust.changes import set_number_format
from tests.trust.disguises import MC, POINTS, REMARK, STYLES, THEME, alternative, both, dated, part, refused
from tests.trust.fixture import SCORECARD, Found
from tests.trust.looks import GROUND, SEEN, X14, look, looking, runs
from tests.trust.shown import ABILITY, conditional, honest, warn
from tests.trust.spelled import DAY, MARK, grounded, inked
from tests.trust.structure import Make, sheet

FORMATS_16 = 'xmlns:f="http://schemas.microsoft.com/office/spreadsheetml/2015/02/main"'
HANCOM = 'xmlns:hs="http://schemas.haansoft.com/office/spreadsheet/8.0"'


def chosen(first: str, last: str | None = None, requires: str = "x14") -> str:
    """Return alternatives: a version for programs that know something, and one for the others."""
    fallback = "" if last is None else f"<mc:Fallback>{last}</mc:Fallback>"
    return f'<mc:AlternateContent {MC} {HANCOM}><mc:Choice Requires="{requires}">{first}</mc:Choice>{fallback}' + (
        "</mc:AlternateContent>"
    )


def among(items: str, item: str, other: str | None = None) -> Make:
    """Return a change that puts the last item of a list of styles among alternatives; ``other``: another version."""
    pattern = rf"(<{items}[ >].*)(<{item}(?:>| [^>]*[^/]>).*?</{item}>|<{item}(?: [^>]*)?/>)(.*?</{items}>)"

    def change(xml: str) -> str:
        return re.sub(pattern, lambda m: f"{m[1]}{chosen(m[2], other)}{m[3]}", xml, count=1, flags=re.DOTALL)

    return part(STYLES, change)


def code_16(code: str, newer: str) -> Make:
    """Return a change that shows an entry through a format with another one for newer programs."""
    escaped = newer.replace('"', "&quot;")
    again = part(
        STYLES,
        lambda xml: re.sub(
            r"<numFmt (numFmtId=\"16[5-9]\"[^>]*?)/>", rf'<numFmt {FORMATS_16} f:formatCode16="{escaped}" \1/>', xml
        ),
    )
    return both(set_number_format(ABILITY, code), again)  # fmt: skip


ALIKE = re.compile(r"<font>(?:(?!</font>).)*</font>(?=</fonts>)", re.DOTALL)


def as_hancom(xml: str) -> str:
    """Write the last font twice, once with what Hancom alone knows."""
    return ALIKE.sub(lambda m: chosen(
        m[0].replace("<font>", '<font hs:extension="1">').replace("</font>", '<hs:ratio val="100"/></font>'), m[0], "hs"
    ), xml)  # fmt: skip


EXTENDED = (
    f'<extLst><ext uri="a"><x14:conditionalFormattings xmlns:x14="{X14}"><x14:conditionalFormatting><x14:cfRule '
    f'type="expression" priority="9" id="a"><x14:dxf>{alternative("<font><strike/></font>")}</x14:dxf></x14:cfRule>'
    '<xm:sqref xmlns:xm="urn:xm">L40</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>'
)
OWN = sheet(looking(ABILITY, font=Font(size=12, italic=True), fill=PatternFill("solid", fgColor="FFEEF7FF"),
                    alignment=Alignment(horizontal="left")))  # fmt: skip
ALTERNATIVES = (
    *(refused(f"alternative-{item}", f"a `{item}` among alternatives", both(OWN, among(items, item)))
      for items, item in (("fonts", "font"), ("fills", "fill"), ("borders", "border"), ("cellXfs", "xf"))),
    refused("alternative-format", "a number format among alternatives",
            both(set_number_format(ABILITY, '"9"'), among("numFmts", "numFmt"))),
    refused("alternative-dxf", "the look of a conditional format among alternatives",
            both(sheet(conditional(ABILITY, font=Font(bold=True))), among("dxfs", "dxf"))),
    refused("alternative-font-differs", "a font in two versions",
            both(OWN, among("fonts", "font", '<font><sz val="1"/></font>'))),
    refused("alternative-style-differs", "a style in two versions",
            both(OWN, among("cellXfs", "xf", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'))),
    refused("alternative-size", "the size of a font among alternatives",
            both(OWN, part(STYLES, lambda xml: re.sub(r'<sz val="12"\s?/>', lambda m: alternative(m[0]), xml)))),
    refused("alternative-alignment", "the alignment of a style among alternatives",
            both(OWN, part(STYLES, lambda xml: re.sub(
                r'<alignment horizontal="left"\s?/>', lambda m: alternative(m[0]), xml)))),
    refused("alternative-theme-colours", "the colours of a theme among alternatives",
            part(THEME, lambda xml: re.sub(r"<a:clrScheme.*?</a:clrScheme>", lambda m: alternative(m[0]), xml,
                                           flags=re.DOTALL))),
    refused("alternative-theme-colour", "a colour of a theme among alternatives",
            part(THEME, lambda xml: re.sub(r"<a:dk1>.*?</a:dk1>", lambda m: alternative(m[0]), xml, flags=re.DOTALL))),
    refused("alternative-theme-fonts", "a font of a theme among alternatives",
            part(THEME, lambda xml: re.sub(r"<a:minorFont>.*?</a:minorFont>", lambda m: alternative(m[0]), xml,
                                           flags=re.DOTALL))),
    refused("alternative-run", "the font of a part of a remark among alternatives",
            runs(REMARK, ("不", alternative('<color rgb="FFFFFFFF"/>')), ("准予", SEEN))),
    refused("alternative-extension", "the look of a conditional format of newer programs among alternatives",
            part(SCORECARD, lambda xml: xml.replace("</worksheet>", f"{EXTENDED}</worksheet>"))),
    refused("format-newer", "7 shown as 9 by newer programs", code_16("0.000", '"9"')),
    refused("format-newer-numerals", "7 in numerals of another script in newer programs",
            code_16("[$-409]0.000", "[$-ar-SA,200]0.000")),
    honest("alternative-hancom", "a font in two versions that are alike, as Hancom writes it",
           both(OWN, part(STYLES, as_hancom))),
    honest("alternative-format-alike", "a number format in two versions that are alike, as Excel writes it",
           both(set_number_format(ABILITY, "0.000"), part(STYLES, lambda xml: re.sub(
               r'<numFmt numFmtId="16[5-9]"[^>]*/>', lambda m: chosen(m[0], m[0]), xml)))),
    honest("format-newer-language", "a number format that names its language in two ways",
           code_16("[$-409]0.000", "[$-en-US]0.000")),
    honest("format-newer-currency", "a number format that names its currency in two ways",
           code_16("[$¥-804]#,##0.00", "[$¥-zh-CN]#,##0.00")),
)  # fmt: skip
KINDS = (
    look("two-kinds-digits", "points in the black of the theme, and in white by digits", POINTS, GROUND, "20",
         inked('<color theme="1" rgb="FFFFFFFF"/>')),
    look("two-kinds-palette", "points in black by digits, and in the white of the palette", POINTS, GROUND, "20",
         inked('<color rgb="FF000000" indexed="9"/>')),
    look("two-kinds-automatic", "points in white by digits, and in the automatic colour", POINTS, GROUND, "20",
         inked('<color auto="1" rgb="FFFFFFFF"/>')),
    look("run-two-kinds", "a remark with a part in black by the theme, in white by digits", REMARK, "准予", "不准予",
         runs(REMARK, ("不", '<color theme="1" rgb="FFFFFFFF"/>'), ("准予", SEEN))),
    refused("ground-two-kinds", "a ground that is white by the theme and black by digits",
            grounded('<fgColor theme="0" rgb="FF000000"/>')),
    refused("conditional-two-kinds", "a conditional format whose text is black by the theme and white by digits",
            both(sheet(conditional(ABILITY, font=Font(color=MARK))), part(STYLES, lambda xml: re.sub(
                rf'<color rgb="{MARK}"\s?/>', '<color theme="1" rgb="FFFFFFFF"/>', xml)))),
    honest("look-two-kinds-alike", "points in the black of the theme, and in black by digits",
           inked('<color theme="1" rgb="FF000000"/>')),
    honest("look-two-kinds-seen", "points in two dark colours", inked('<color theme="4" rgb="FF333333"/>')),
    honest("look-ground-two-kinds", "a ground that is white in two ways",
           grounded('<fgColor theme="0" rgb="FFFDFDFD"/>')),
)  # fmt: skip
CONDITIONS = (
    *(warn(f"day-condition-{number}", f"a date shown in the format `{code}`",
           Found("entry-shown-differs", DAY, f"a value in the format {code}"), dated(code))
      for number, code in enumerate(("[>46000]d;yyyy-mm-dd", "[>46000]m-d;yyyy-mm-dd", "[<50000]yyyy-mm;yyyy-mm-dd"))),
    honest("day-sections", "an honest date format: `yyyy-mm-dd;@`", dated("yyyy-mm-dd;@")),
)  # fmt: skip

TWOFOLD = (*ALTERNATIVES, *KINDS, *CONDITIONS)
