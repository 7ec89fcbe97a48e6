"""Fixtures of grounds that programs see and themes that they read, of numbers without room for their decimals and of
texts over several cells; each kind with honest ones."""

from __future__ import annotations

import re

from openpyxl.styles import Font, PatternFill

from tests.conftest import rewrite
from tests.trust.crowded import CUT, LONG, SHORT, placed
from tests.trust.disguises import ADJUSTMENT, POINTS, REMARK, STYLES, THEME, both, part, refused
from tests.trust.fixture import SCORECARD, Case, Fixture, Found
from tests.trust.looks import GROUND, UNSEEN, look, looking
from tests.trust.shown import honest
from tests.trust.spelled import MARK, inked
from tests.trust.structure import Make, sheet


def filled(pattern: str, colour: str) -> Make:
    """Return a change of the ground under points, written as XML, and of the colour of the points."""
    marked = re.compile(rf'<patternFill [^>]*><fgColor rgb="{MARK}".*?</patternFill>', re.DOTALL)
    fill = PatternFill("solid", fgColor=MARK)
    return both(sheet(looking(POINTS, font=Font(color=colour), fill=fill)),
                part(STYLES, lambda xml: marked.sub(pattern, xml)))  # fmt: skip


def theme(declared: str, encoding: str = "utf-8") -> Make:
    """Return a change that makes the black of a theme white, and declares the part in another way."""

    def change(data: bytes) -> bytes:
        white = '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>'
        text = re.sub(r"<a:dk1>.*?</a:dk1>", white, data.decode(), flags=re.DOTALL)
        return (declared + re.sub(r"<\?xml.*?\?>", "", text)).encode(encoding, "ignore")

    def make(case: Case) -> None:
        rewrite(case.path, {re.escape(THEME): change})

    return both(inked('<color theme="1"/>'), make)


GROUNDS = (
    look("theme-white", "points in the black of a theme, which is white", POINTS, GROUND, "20", theme("")),
    refused("theme-encoding", "the same in a theme in UTF-16",
            theme('<?xml version="1.0" encoding="UTF-16"?>', "utf-16")),
    refused("theme-latin", "the same in a theme in Latin 1",
            theme('<?xml version="1.0" encoding="ISO-8859-1"?>', "latin-1")),
    refused("theme-document-type", "the same in a theme with a document type", theme("<!DOCTYPE a>")),
    refused("theme-deep", "the same in a theme whose elements are nested too deep",
            both(theme(""), part(THEME, lambda xml: xml.replace(
                "</a:theme>", f"<a:extLst>{60 * '<a:b>'}{60 * '</a:b>'}</a:extLst></a:theme>")))),
    *(look(f"system-{number}", f"points in a light colour of the system: {number}", POINTS, GROUND, "20",
           inked(f'<color indexed="{number}"/>')) for number in (78, 80)),
    *(refused(f"colour-spelled-{number}", f"a colour that some programs read: `{colour}`",
              inked(f'<color rgb="{colour}"/>'))
      for number, colour in enumerate(("+FFFFFFFF", "0xFFFFFF", "FFFFFFFFFF", "#FFFFFF"))),
    look("pattern-white", "points in white on a pattern of white, on white by itself", POINTS, GROUND, "20",
         filled('<patternFill patternType="gray125"><fgColor rgb="FFFFFFFF"/></patternFill>', "FFFFFFFF")),
    look("pattern-black", "points in black on a pattern, which is black by itself, on black", POINTS, GROUND, "20",
         filled('<patternFill patternType="darkGray"><bgColor rgb="FF000000"/></patternFill>', "FF000000")),
    look("gradient-one", "points in black on a gradient of one colour", POINTS, GROUND, "20",
         filled('<gradientFill><stop position="0"><color rgb="FF000000"/></stop></gradientFill>', "FF000000")),
    refused("pattern-spelled", "a pattern in a spelling that some programs read",
            filled('<patternFill patternType="Solid"><fgColor rgb="FF000000"/></patternFill>', "FF000000")),
    honest("look-system", "points in the black of notes", inked('<color indexed="81"/>')),
    honest("look-pattern-light", "points in black on a light pattern of grey",
           filled('<patternFill patternType="gray0625"><fgColor rgb="FFBFBFBF"/></patternFill>', "FF000000")),
    honest("look-digits", "points in black in lower case without how opaque it is", inked('<color rgb="1f2a3b"/>')),
)  # fmt: skip


def narrow(width: float) -> Make:
    """Return a change of the width of the column of the entries."""
    column = re.compile(r'<col width="[\d.]+"([^>]*? min="9" max="9")')
    return part(SCORECARD, lambda xml: column.sub(rf'<col width="{width}"\1', xml))


def taken(points: float) -> Make:
    """Return a change of an adjustment."""
    return lambda case: case.fill(adjustment__1__points=points, adjustment__1__reason="受到表扬")


def half(name: str, title: str, make: Make, due: tuple[Found, ...] = ()) -> Fixture:
    """Return a fixture with an adjustment of two and a half points."""
    return Fixture(name, title, "W" if due else "A", due, make, total=76.5)


NARROW = "3, since its column is too narrow for its decimals"
ROOM = (
    half("look-narrow", "2.5 shown as 3 in a narrow column", both(taken(2.5), narrow(3.2)),
         (Found(UNSEEN, ADJUSTMENT, NARROW, "2.5"),)),
    half("look-narrow-none", "2.5 in a column that is just wide enough", both(taken(2.5), narrow(4.5))),
    honest("look-narrow-whole", "whole numbers in a narrow column", narrow(3.2)),
    look("cut-over-cells", "a long remark in the middle of several cells", REMARK, CUT, LONG,
         placed(LONG, horizontal="centerContinuous", vertical="top")),
    honest("look-over-cells", "a short remark in the middle of several cells",
           placed(SHORT, horizontal="centerContinuous", vertical="top")),
)  # fmt: skip

GROUNDED: tuple[Fixture, ...] = (*GROUNDS, *ROOM)
