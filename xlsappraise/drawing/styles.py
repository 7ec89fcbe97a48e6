"""The named styles of forms, as XlsxWriter format properties.

One accent (deep blue) for headings, pale bands for sections. A cell to fill in is strong while it is required and
blank, white once it is filled in, pale where it may stay blank. Nothing is smaller than 9 points, and nothing shrinks.
"""

from __future__ import annotations

FONT = "Microsoft YaHei"
ACCENT = "1F4E79"
BAND = "EAF1FB"
BOX = "F6F8FA"
ENTRY = "FFF7DC"
MUST = "FFE08A"
MAY = "FFF9E6"
WHITE = "FFFFFF"
ENTRY_LINE = "C99700"
HAIR = "C9D1D9"
DARK = "404A54"
MUTED = "6B7680"
GOOD = "1A7F37"
GOOD_FILL = "E6F4EA"
WAIT = "8A5A00"
BAD = "B42318"
BAD_FILL = "FDE7E4"

Look = dict[str, str | float | bool]
"""Properties of a format, by the names that XlsxWriter gives them"""

BASE: Look = {"font_name": FONT, "font_size": 10, "font_color": DARK, "font_scheme": "none",
                        "valign": "vcenter"}  # fmt: skip
"""Without a scheme, so that Excel uses the font that is named and not that of its theme"""
WIDTHS: Look = {**BASE, "font_name": "Arial"}
"""The style of cells without one, whose digits are the unit of widths: as wide where Microsoft YaHei is missing"""
_TOP: Look = {"valign": "top"}
_WRAP: Look = {"text_wrap": True}
_LINE: Look = {"border": 1, "border_color": HAIR}
_BOX: Look = {**_LINE, "bg_color": BOX, "align": "center"}
_BAND: Look = {"bg_color": BAND, "bold": True, "font_color": ACCENT, "top": 1, "bottom": 1,
                         "top_color": ACCENT, "bottom_color": HAIR}  # fmt: skip
_MUST: Look = {"border": 1, "border_color": ENTRY_LINE, "bg_color": MUST, "font_color": "000000",
                         "locked": False}  # fmt: skip
_MAY: Look = {**_MUST, "bg_color": MAY, "border_color": HAIR}
_LEGEND: Look = {"border": 1, "border_color": HAIR, "font_size": 9, "align": "center"}
_TOTAL: Look = {
    "bg_color": BAND,
    "bold": True,
    "font_color": ACCENT,
    "bottom": 1,
    "bottom_color": HAIR,
}

_FORMATS = {"integer": "General", "number": "General", "percent": "0.00%", "choice": "General", "text": "@",
            "date": "yyyy-mm-dd"}  # fmt: skip

STYLES: dict[str, Look] = {
    "key": {"font_color": MUTED, "font_size": 9},
    "gap": {"font_color": MUTED, "font_size": 9},
    "aid": {"font_color": MUTED, "font_size": 9},
    "form_title": {"font_size": 15, "bold": True, "font_color": ACCENT},
    "form_title_long": {**_WRAP, "font_size": 9, "bold": True, "font_color": ACCENT},
    "organisation": {**_WRAP, "align": "right", "font_color": MUTED, "font_size": 9},
    "hint": {"font_color": MUTED, "font_size": 9},
    "guide": {"font_color": MUTED, "font_size": 9, "align": "right"},
    "notice": {**_WRAP, "font_color": ACCENT, "font_size": 9, "indent": 1},
    "closing": {**_LINE, **_WRAP, "indent": 1, "font_size": 9},
    "legend_must": {**_LEGEND, "bg_color": MUST, "border_color": ENTRY_LINE},
    "legend_may": {**_LEGEND, "bg_color": MAY},
    "legend_done": {**_LEGEND, "bg_color": WHITE, "border_color": ENTRY_LINE},
    "box_label": {**_BOX, "font_size": 9, "font_color": MUTED},
    "box_progress": {**_BOX, "font_size": 11, "bold": True, "font_color": ACCENT},
    "box_text": {**_BOX, "font_size": 9, "underline": 1},
    "box_total": {**_BOX, "font_size": 11, "bold": True, "font_color": ACCENT, "num_format": "0.00"},
    "box_grade": {**_BOX, "font_size": 11, "bold": True, "font_color": ACCENT},
    "ratee": {**_WRAP, "bold": True, "font_size": 11, "font_color": "000000"},
    "identity": {**_WRAP, "font_size": 9},
    "token": {"font_size": 9, "font_color": MUTED, "align": "right"},
    "heading": {"bg_color": ACCENT, "font_color": "FFFFFF", "bold": True, "align": "center", "border": 1,
                "border_color": ACCENT, **_WRAP},
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
    "plain": {**_LINE, **_WRAP, "indent": 1, "font_size": 9, "font_color": MUTED},
    "checked_label": {**_LINE, **_WRAP, "align": "right", "indent": 1, "font_size": 9, "font_color": ACCENT},
    "remark_label": {**_LINE, **_WRAP, **_TOP, "align": "center", "font_size": 9, "font_color": MUTED},
    "total_label": {**_TOTAL, "align": "right", "indent": 1},
    "total": {**_TOTAL, "align": "right", "indent": 1, "num_format": "0.00", "font_size": 11},
    "grade": {**_TOTAL, **_WRAP, "align": "right", "indent": 1, "font_size": 11},
    "field_label": {**_LINE, **_WRAP, "indent": 1},
    "field_label_right": {**_LINE, "align": "center", "font_size": 9},
    "remark": {**_MAY, **_WRAP, **_TOP, "align": "left", "indent": 1, "font_size": 9, "num_format": "@"},
    **{
        f"{name}_{kind}": {
            **look,
            "align": "center",
            "num_format": shown,
            **({**_WRAP, "font_size": 9} if kind in ("choice", "text") else {}),
        }
        for kind, shown in _FORMATS.items()
        for name, look in (("input", _MUST), ("may", _MAY))
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
            **_MAY, "border_color": ENTRY_LINE, "num_format": shown, "font_size": 9,
            **({**_WRAP, "indent": 1} if kind == "text" else {**_WRAP, "align": "center"}),
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
STYLES["form_heading"] = {**STYLES["heading"], "font_size": 9}
STYLES |= {
    f"{name}_top": {"align": "left", **STYLES[name], **_TOP}
    for name in (
        "number", "title", "standard", "points", "score", "plain", "label",
        *(f"{name}_{kind}" for name in ("input", "may", "locked") for kind in _FORMATS),
    )
}  # fmt: skip
"""Of a criterion, all of whose cells begin at the height of its first input"""
