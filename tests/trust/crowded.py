"""Fixtures of contents without room: pushed aside by number formats, in fonts taller than their rows, in signs that a
theme gives, with a beginning that is cut off; each kind with honest ones."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.styles.numbers import NumberFormat

from tests.spots import WORKED, told
from tests.trust.changes import set_number_format
from tests.trust.disguises import POINTS, REMARK, SIGNS, THEME, TITLE, both, part
from tests.trust.fixture import Found
from tests.trust.looks import PAINTED, SEEN, look, looking, runs
from tests.trust.said import RULES, paper
from tests.trust.shown import ABILITY, conditional, honest, warn
from tests.trust.structure import Make, sheet

FORMAT = "nothing, since its number format pushes it out of the cell"
HIGH = "nothing, since its font is much taller than its row"
CUT = "a part of it, since its beginning is cut off"
LONG = "该员工不符合优秀的条件，" * 12 + "准予定为优秀"
SHORT = "准予定为优秀，继续保持"


def padded(cell: str, code: str) -> Make:
    """Return a change of the number format of a cell."""
    return set_number_format(cell, code)


def sized(cell: str, points: float, height: float | None = 0.0) -> Make:
    """Return a change of the size of a font, and of the height of its row; None for a row that has none."""

    def change(card: Any) -> None:
        looking(cell, font=Font(size=points))(card)
        if height != 0.0:
            card.row_dimensions[WORKED.place(cell)[0] + 1].height = height

    return sheet(change)


def theme_font(kind: str, face: str, cell: str = POINTS) -> Make:
    """Return a change that shows a cell in a font of the theme; ``face``: the XML of this font, first of its kind."""
    scheme = kind.removesuffix("Font")
    font = sheet(looking(cell, font=Font(name="Calibri", scheme=scheme)))
    return both(font, in_theme(kind, face))


def in_theme(kind: str, face: str) -> Make:
    """Return a change that adds a typeface to the fonts of the theme, before those that it has for its script."""
    return part(THEME, lambda xml: re.sub(rf"(<a:{kind}>)(.*?)(</a:{kind}>)", rf"\1{face}\2\3", xml, count=1,
                                          flags=re.DOTALL))  # fmt: skip


def placed(text: str, **alignment: Any) -> Make:
    """Return a change that writes a remark and places it."""
    return both(sheet(looking(REMARK, alignment=Alignment(**alignment))), runs(REMARK, (text, SEEN)))


PADDED = (
    look("format-padded", "points behind forty widths of a W", POINTS, FORMAT, "20", padded(POINTS, f"{40 * '_W'}0")),
    look("format-padded-behind", "points before sixty widths of an m", POINTS, FORMAT, "20",
         padded(POINTS, f"0{60 * '_m'}")),
    look("format-padded-text", "a criterion behind a hundred widths of a W", TITLE, FORMAT, "客户回访率",
         padded(TITLE, f"{100 * '_W'}@")),
    look("format-padded-blanks", "points behind a hundred blanks in quotes", POINTS, FORMAT, "20",
         padded(POINTS, f'"{100 * " "}"0')),
    look("format-padded-wide", "an entry behind forty ideographic spaces", ABILITY, FORMAT, "7",
         padded(ABILITY, f'"{40 * chr(0x3000)}"0')),
    look("format-padded-total", "the total behind forty widths of a W", "total", FORMAT, None,
         padded("total", f"{40 * '_W'}0.00")),
    look("format-padded-places", "an entry behind sixty places for digits that it has not", ABILITY, FORMAT, "7",
         padded(ABILITY, f"{60 * '?'}0")),
    warn("conditional-padded", "a conditional format that pushes the total aside", Found(PAINTED, "total", FORMAT),
         sheet(conditional("total", numFmt=NumberFormat(numFmtId=250, formatCode=f"{40 * '_W'}0.00")))),
    *(honest(f"format-padded-{number}", f"an honest number format: `{code}`", padded(cell, code))
      for number, (cell, code) in enumerate((
          (ABILITY, r'_-* #,##0.00\ _D_M_-;\-* #,##0.00\ _D_M_-;_-* "-"??\ _D_M_-;_-@_-'),
          (POINTS, r'_-* #,##0.00\ _D_i_n_._-;\-* #,##0.00\ _D_i_n_._-;_-* "-"??\ _D_i_n_._-;_-@_-'),
          ("total", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '), (TITLE, "_(@_)"), (POINTS, "0_W_W"),
          (ABILITY, "????0.??"),
      ))),
)  # fmt: skip
TALL = (
    look("tall", "an entry in a font of 409 points", ABILITY, HIGH, "7", sized(ABILITY, 409)),
    look("tall-locked", "points in a font of 409 points", POINTS, HIGH, "20", sized(POINTS, 409)),
    look("tall-text", "a criterion in a font of 300 points", TITLE, HIGH, "客户回访率", sized(TITLE, 300)),
    look("tall-instructions", "a line of the instructions in a font of 409 points", told(RULES), HIGH, RULES,
         paper(looking(told(RULES), font=Font(size=409)))),
    look("tall-run", "a remark of which a part is in a font of 409 points", REMARK, HIGH, "不准予",
         runs(REMARK, ("不", '<sz val="409"/>'), ("准予", SEEN))),
    warn("conditional-tall", "a conditional format that gives an entry a font of 409 points",
         Found(PAINTED, ABILITY, HIGH), sheet(conditional(ABILITY, font=Font(size=409)))),
    honest("look-tall-row", "an entry in a large font, in a row as high", sized(ABILITY, 60, 80.0)),
    honest("look-large", "points in a font of 16 points", sized(POINTS, 16)),
)  # fmt: skip
THEMED = (
    look("theme-font", "points in the minor font of a theme, which is Wingdings", POINTS, SIGNS, "20",
         theme_font("minorFont", '<a:latin typeface="Wingdings"/>')),
    look("theme-font-major", "points in the major font of a theme, which is Symbol", POINTS, SIGNS, "20",
         theme_font("majorFont", '<a:latin typeface="Symbol"/>')),
    look("theme-font-east", "a criterion in the font of a theme for Chinese, which is one of signs", TITLE, SIGNS,
         "客户回访率", theme_font("minorFont", '<a:font script="Hans" typeface="Webdings"/>', TITLE)),
    look("theme-font-charset", "points in the font of a theme with the character set of signs", POINTS, SIGNS, "20",
         theme_font("minorFont", '<a:latin typeface="Nosuch" charset="2"/>')),
    look("run-theme-font", "a remark of which a part is in the font of a theme, which is one of signs", REMARK, "准予",
         "不准予", both(in_theme("minorFont", '<a:latin typeface="Wingdings 2"/>'),
                      runs(REMARK, ("不", f'{SEEN}<rFont val="Calibri"/><scheme val="minor"/>'), ("准予", SEEN)))),
    warn("conditional-theme-font", "a conditional format in the font of a theme, which is one of signs",
         Found(PAINTED, ABILITY, SIGNS), both(in_theme("minorFont", '<a:latin typeface="Wingdings"/>'),
                                              sheet(conditional(ABILITY, font=Font(scheme="minor"))))),
    honest("look-theme-font-honest", "points in the font of the theme",
           theme_font("minorFont", '<a:font script="Hans" typeface="宋体"/>')),
    honest("look-theme-font-unused", "a theme with a font of signs that no cell has",
           in_theme("majorFont", '<a:latin typeface="Wingdings"/>')),
    honest("look-theme-font-none", "points in a font of no theme, whose minor font is one of signs",
           both(sheet(looking(POINTS, font=Font(name="Arial"))),
                in_theme("minorFont", '<a:latin typeface="Wingdings"/>'))),
)  # fmt: skip
CUT_OFF = (
    look("cut-right", "a long remark on one line that ends at the right", REMARK, CUT, LONG,
         placed(LONG, horizontal="right", vertical="top")),
    look("cut-centre", "a long remark on one line in the middle of its cell", REMARK, CUT, LONG,
         placed(LONG, horizontal="center", vertical="top")),
    look("cut-turned", "a remark that is turned upwards", REMARK, CUT, SHORT,
         placed(SHORT, vertical="top", text_rotation=90)),
    look("cut-upright", "a remark whose letters stand one below the other", REMARK, CUT, SHORT,
         placed(SHORT, vertical="bottom", text_rotation=255)),
    honest("look-right", "a short remark at the right", placed(SHORT, horizontal="right", vertical="top")),
    honest("look-centre", "a short remark in the middle", placed(SHORT, horizontal="center", vertical="bottom")),
    honest("look-cut-end", "a long remark of several lines of which the first ones are seen",
           placed(LONG, horizontal="left", vertical="top", wrap_text=True)),
    honest("look-cut-line", "a long remark on one line of which the beginning is seen",
           placed(LONG, horizontal="left", vertical="top")),
    honest("look-bottom", "a long remark at the bottom of its cell, as programs place it that drop styles",
           placed(LONG, horizontal="left", vertical="bottom", wrap_text=True)),
)  # fmt: skip

CROWDED = (*PADDED, *TALL, *THEMED, *CUT_OFF)
