"""The named styles of forms, as XlsxWriter format properties.

One accent (deep blue) for headings, pale bands for sections, one pale fill that means "fill in here".
"""

from __future__ import annotations

from typing import Any

FONT = "Microsoft YaHei"
ACCENT = "1F4E79"
BAND = "EAF1FB"
BOX = "F6F8FA"
ENTRY = "FFF7DC"
ENTRY_LINE = "C99700"
HAIR = "C9D1D9"
DARK = "404A54"
MUTED = "6B7680"
GOOD = "1A7F37"
GOOD_FILL = "E6F4EA"
WAIT = "8A5A00"
BAD = "B42318"
BAD_FILL = "FDE7E4"

BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "font_color": DARK, "font_scheme": "none",
                        "valign": "vcenter"}  # fmt: skip
"""Without a scheme, so that Excel uses the font that is named and not that of its theme"""
_WRAP: dict[str, Any] = {"text_wrap": True}
_LINE: dict[str, Any] = {"border": 1, "border_color": HAIR}
_BOX: dict[str, Any] = {**_LINE, "bg_color": BOX, "align": "center"}
_BAND: dict[str, Any] = {"bg_color": BAND, "bold": True, "font_color": ACCENT, "top": 1, "bottom": 1,
                         "top_color": ACCENT, "bottom_color": HAIR}  # fmt: skip
_ENTRY: dict[str, Any] = {"border": 1, "border_color": ENTRY_LINE, "bg_color": ENTRY, "font_color": "000000",
                          "locked": False}  # fmt: skip
_ASIDE: dict[str, Any] = {**_ENTRY, "border_color": HAIR}
_TOTAL: dict[str, Any] = {
    "bg_color": BAND,
    "bold": True,
    "font_color": ACCENT,
    "bottom": 1,
    "bottom_color": HAIR,
}

_FORMATS = {"integer": "General", "number": "General", "percent": "0.00%", "choice": "General", "text": "@",
            "date": "yyyy-mm-dd"}  # fmt: skip

STYLES: dict[str, dict[str, Any]] = {
    "key": {"font_color": MUTED, "font_size": 8},
    "gap": {"font_color": MUTED, "font_size": 8},
    "form_title": {"font_size": 16, "bold": True, "font_color": ACCENT},
    "organisation": {"align": "right", "font_color": MUTED, "font_size": 9, "shrink": True},
    "hint": {"font_color": MUTED, "font_size": 9},
    "hint_due": {**_WRAP, "font_color": ACCENT, "font_size": 9},
    "hint_stay": {**_WRAP, "font_color": ACCENT, "font_size": 9},
    "closing": {**_LINE, **_WRAP, "indent": 1, "font_size": 9},
    "box_label": {**_BOX, "font_size": 8, "font_color": MUTED, "bottom": 0},
    "box_progress": {**_BOX, "font_size": 15, "bold": True, "font_color": ACCENT, "top": 0},
    "box_text": {**_BOX, **_WRAP, "font_size": 9, "top": 0},
    "box_total": {**_BOX, "font_size": 15, "bold": True, "font_color": ACCENT, "num_format": "0.00", "top": 0},
    "box_grade": {**_BOX, "font_size": 13, "bold": True, "font_color": ACCENT, "top": 0},
    "box_bands": {**_BOX, **_WRAP, "font_size": 8, "font_color": MUTED, "top": 0},
    "ratee": {"bold": True, "font_size": 11, "font_color": "000000", "shrink": True},
    "identity": {"font_size": 9, "shrink": True},
    "token": {"font_size": 8, "font_color": MUTED, "align": "right", "shrink": True},
    "heading": {"bg_color": ACCENT, "font_color": "FFFFFF", "bold": True, "align": "center", "border": 1,
                "border_color": ACCENT, "shrink": True},
    "band": {**_BAND, "indent": 1},
    "band_points": {**_BAND, "align": "center"},
    "band_right": {**_BAND, "align": "right", "indent": 1},
    "band_score": {**_BAND, "align": "right", "indent": 1, "num_format": "0.00"},
    "number": {**_LINE, "align": "center"},
    "title": {**_LINE, **_WRAP, "indent": 1, "font_color": "000000"},
    "standard": {**_LINE, **_WRAP, "indent": 1, "font_size": 9},
    "points": {**_LINE, "align": "center", "bold": True},
    "label": {**_LINE, **_WRAP, "indent": 1, "font_size": 9},
    "score": {**_LINE, "align": "right", "indent": 1, "bold": True, "num_format": "0.00", "font_color": "000000"},
    "plain": {**_LINE, **_WRAP, "indent": 1, "font_size": 8, "font_color": MUTED},
    "total_label": {**_TOTAL, "align": "right", "indent": 1},
    "total": {**_TOTAL, "align": "right", "indent": 1, "num_format": "0.00", "font_size": 12},
    "grade": {**_TOTAL, "align": "right", "indent": 1, "font_size": 12, "shrink": True},
    "field_label": {**_LINE, **_WRAP, "indent": 1},
    "field_label_right": {**_LINE, "align": "center", "font_size": 9},
    "remark": {**_ASIDE, **_WRAP, "indent": 1, "font_size": 9, "num_format": "@"},
    **{
        f"input_{kind}{suffix}": {
            **(_ASIDE if suffix else _ENTRY),
            "align": "center",
            "num_format": shown,
            **({"text_wrap": True, "font_size": 9} if kind == "choice" else {}),
            **({"shrink": True} if kind == "text" else {}),
        }
        for kind, shown in _FORMATS.items()
        for suffix in ("", "_aside")
    },
    **{
        f"locked_{kind}": {**_LINE, "align": "center", "bold": True, "num_format": shown}
        for kind, shown in _FORMATS.items()
    },
    "closed": {**_LINE, "pattern": 14, "fg_color": HAIR, "bg_color": "FFFFFF"},
    "carried": {**_LINE, **_WRAP, "indent": 1, "font_size": 9, "font_color": MUTED},
    "table_heading": {**_LINE, **_WRAP, "bg_color": BOX, "bold": True, "align": "center", "font_size": 9},
    **{
        f"table_{kind}": {
            **_ENTRY, "num_format": shown, "font_size": 9,
            **({"indent": 1, "shrink": True} if kind == "text" else {"align": "center", "shrink": kind != "choice"}),
            **(_WRAP if kind == "choice" else {}),
        }
        for kind, shown in _FORMATS.items()
    },
    "page_title": {"font_size": 16, "bold": True, "font_color": ACCENT},
    "page_head": {**_BAND, "indent": 1},
    "page_text": {**_WRAP, "indent": 1},
    "page_cell": {**_LINE, **_WRAP, "indent": 1, "font_size": 9},
    "page_points": {**_LINE, "align": "center"},
    "hidden_text": {"font_size": 9},
}  # fmt: skip
