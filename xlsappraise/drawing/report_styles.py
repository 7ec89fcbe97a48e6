"""All colours and named cell styles of reports."""

from __future__ import annotations

from collections.abc import Mapping

ACCENT = "#1F4E79"
SECOND = "#7FA7CC"
PALE = "#EEF3F8"
RULE = "#CBD5DF"
HEAD_RULE = "#7FA7CC"  # between headings
INK = "#262B31"
MUTED = "#66717D"
GOOD = "#2E7D32"
AMBER = "#8A5A00"
BAD = "#B3261E"
BAR = "#C9DCEE"
FILL_IN = "#FFF6D6"
LOW, MIDDLE, HIGH = "#E7A87E", "#F7DECA", "#EBF5FC"
GRADE_COLOURS = ("#00436A", "#1871A2", "#6CA4CE", "#EDCD9E", "#B57140", "#7F462C", "#B5B9BE", "#EFECF8")
"""From the best grade down. Each is lighter or darker than every other, so that they differ in black and white too"""
LINE_COLOURS = ("#1F4E79", "#C8794A", "#5B8DB8", "#8A5A00", "#7D6596", "#5E6B77")
DARK_GRADES = (0, 1, 4, 5)  # whose labels are white
SCALE_COLOURS = (
    "#FFEAD8",
    "#F7D5B9",
    "#EFC09A",
    "#E1AD83",
    "#C99D7D",
    "#90959B",
    "#5B89AB",
    "#3079A7",
    "#02699A",
    "#005987",
    "#004A73",
)
"""From poor to good, each darker than the one before"""
DARK_SCALE = (6, 7, 8, 9, 10)
ON_DARK, ON_PALE = "#FFFFFF", INK

FONT = "Microsoft YaHei"
BODY = 10

Style = Mapping[str, object]

DEFAULT: Style = {"font_name": FONT, "font_size": BODY, "font_scheme": "none"}
"""Of cells without a style; without a scheme, so that Excel uses the font that is named and not that of its theme"""
_BASE: Style = {**DEFAULT, "font_color": INK, "valign": "vcenter"}
_RULED: Style = {"bottom": 1, "bottom_color": RULE}
_WRAPPED: Style = {"text_wrap": True, "align": "left", "indent": 1}
_RIGHT: Style = {"align": "right"}
_PAD = "_)_)"  # room on the right of a number: LibreOffice ignores the indent of most
_BOLD: Style = {"bold": True}
_TOTAL: Style = {"bold": True, "bg_color": PALE, "top": 1, "top_color": ACCENT}
_HEAD: Style = {
    "bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "text_wrap": True,
    "left": 1, "left_color": HEAD_RULE, "right": 1, "right_color": HEAD_RULE,
}  # fmt: skip
_TILE: Style = {"bg_color": PALE, "align": "center"}
_TILE_VALUE: Style = {**_TILE, "font_size": 20, "bold": True, "bottom": 2, "bottom_color": ACCENT}
_SMALL_VALUE: Style = {**_TILE, "font_size": 13, "bold": True, "font_color": ACCENT}
_PLAIN: Style = {"align": "left", "text_wrap": True}
_WORD: Style = {**_RULED, **_WRAPPED, "bold": True}


def _style(*parts: Style, **more: object) -> Style:
    merged = dict(_BASE)
    for part in parts:
        merged.update(part)
    return merged | more


def _padded(number: str) -> str:
    """Pad a number format on the right, for texts that stand in for a number too."""
    parts = number.split(";") if ";" in number else [number, f"-{number}", number]
    return ";".join(f"{part}{_PAD}" for part in [*parts, "@"])


STYLES: Mapping[str, Style] = {
    "title": _style(_BOLD, font_size=16, font_color=ACCENT),
    "aside": _style(font_color=MUTED, align="right"),
    "headline": _style(_PLAIN, _BOLD),
    "lead": _style(_PLAIN, font_color=MUTED),
    "section": _style(_BOLD, font_size=11, font_color=ACCENT, valign="bottom", bottom=2, bottom_color=ACCENT),
    "head": _style(_HEAD, align="left", indent=1),
    "head-right": _style(_HEAD, _RIGHT, indent=1),
    "head-center": _style(_HEAD, align="center"),
    "text": _style(_RULED, _WRAPPED),
    "plain": _style(_PLAIN, valign="top"),
    "link": _style(_PLAIN, font_color=ACCENT, underline=1),
    "link-muted": _style(_PLAIN, font_color=MUTED, underline=1),
    "small": _style(_PLAIN, font_color=MUTED, font_size=9),
    "tile-names": _style(_PLAIN, font_color=MUTED, font_size=9, align="center", valign="top", bg_color=PALE),
    "mono": _style(_RULED, _WRAPPED, font_color=MUTED),
    "muted": _style(_RULED, _WRAPPED, font_color=MUTED),
    "term": _style(_RULED, _WRAPPED, _BOLD, valign="top"),
    "prose": _style(_RULED, _WRAPPED, valign="top"),
    "int": _style(_RULED, _RIGHT, num_format=_padded("0")),
    "rank": _style(_RULED, align="center", num_format="0"),
    "score": _style(_RULED, _RIGHT, num_format=_padded("0.00")),
    "signed": _style(_RULED, _RIGHT, num_format=_padded("+0.00;-0.00;0.00")),
    "input": _style(_RULED, _RIGHT, bg_color=FILL_IN, num_format=_padded("+0.00;-0.00;0.00")),
    "input-share": _style(_RULED, _RIGHT, bg_color=FILL_IN, num_format=_padded("0%")),
    "money": _style(_RULED, _RIGHT, num_format=_padded("#,##0.00")),
    "sum": _style(_RULED, _RIGHT, _BOLD, num_format=_padded("#,##0.00")),
    "total-money": _style(_TOTAL, _RIGHT, num_format=_padded("#,##0.00")),
    "change": _style(_RULED, _RIGHT, num_format=_padded("+#,##0.00;-#,##0.00;0.00")),
    "share": _style(_RULED, _RIGHT, num_format=_padded("0%")),
    "int-signed": _style(_RULED, _RIGHT, num_format=_padded("+0;-0;0")),
    "mean": _style(_RULED, _RIGHT, _BOLD, num_format=_padded("0.00")),
    "rate": _style(_RULED, _RIGHT, _BOLD, num_format=_padded("0.0%")),
    "left-out": _style(_RULED, _RIGHT, font_color=MUTED, num_format=_padded("0")),
    "total-text": _style(_TOTAL, _WRAPPED),
    "total-int": _style(_TOTAL, _RIGHT, num_format=_padded("0")),
    "total-score": _style(_TOTAL, _RIGHT, num_format=_padded("0.00")),
    "total-share": _style(_TOTAL, _RIGHT, num_format=_padded("0%")),
    "tile-label": _style(_TILE, font_color=MUTED, font_size=9),
    "tile-int": _style(_TILE_VALUE, num_format="0"),
    "tile-good": _style(_TILE_VALUE, num_format="0", font_color=GOOD),
    "tile-warn": _style(_TILE_VALUE, num_format="0", font_color=AMBER),
    "tile-bad": _style(_TILE_VALUE, num_format="0", font_color=BAD),
    "tile-score": _style(_TILE_VALUE, num_format="0.00", font_color=ACCENT),
    "tile-signed": _style(_TILE_VALUE, num_format="+0.00;-0.00;0.00", font_color=ACCENT),
    "tile-plain": _style(_TILE_VALUE, num_format="0.00", font_color=MUTED),
    "tile-share": _style(_TILE_VALUE, num_format="0%", font_color=ACCENT),
    "tile-word": _style(_TILE_VALUE, font_size=13, font_color=ACCENT),
    "small-int": _style(_SMALL_VALUE, num_format="0"),
    "small-score": _style(_SMALL_VALUE, num_format="0.00"),
    "small-share": _style(_SMALL_VALUE, num_format="0%"),
    "good": _style(_WORD, font_color=GOOD),
    "warn": _style(_WORD, font_color=AMBER),
    "bad": _style(_WORD, font_color=BAD),
    "calm": _style(_WORD, font_color=MUTED),
}


def grade_colours(index: int) -> tuple[str, str]:
    """Return the colours of a grade and of its label, the best grade first."""
    place = index % len(GRADE_COLOURS)
    return GRADE_COLOURS[place], ON_DARK if place in DARK_GRADES else ON_PALE
