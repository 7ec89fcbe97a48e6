"""Drawing of a described chart, which covers its cells exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsappraise.drawing.report_styles import ACCENT, FONT, INK, MUTED, RULE

if TYPE_CHECKING:
    from xlsappraise.drawing.spec import Area, Chart, Series, Sheet

_KINDS = {
    "column": {"type": "column"},
    "line": {"type": "line"},
    "bar": {"type": "bar"},
    "bar-of-shares": {"type": "bar", "subtype": "percent_stacked"},
}


_UPRIGHT = ("column", "line")
_MARKS = ("circle", "square", "diamond", "triangle", "long_dash", "x")


def build_chart(book: Any, target: Any, sheet: Sheet, chart: Chart) -> None:
    """Insert ``chart`` into the worksheet ``target`` of ``book``; raise ValueError for an empty series."""
    if not chart.series or any(s.values.size < 1 or s.categories.size < 1 for s in chart.series):
        raise ValueError(f"a chart without data: {chart.title}")
    drawing = book.add_chart(dict(_KINDS[chart.kind]))
    for index, series in enumerate(chart.series):
        drawing.add_series(_series(sheet.name, chart, series) | _drawn(chart, series, index))
    drawing.set_title({"name": chart.title, "name_font": _font(11, ACCENT, bold=True), "overlay": False})
    category, value = _category_axis(chart), _value_axis(chart)
    across, up = (category, value) if chart.kind in _UPRIGHT else (value, category)
    drawing.set_x_axis(across)
    drawing.set_y_axis(up | {"name_font": {**_font(9, MUTED), "rotation": 0}})  # rotated CJK text is hard to read
    drawing.set_legend(_legend(chart))
    drawing.set_chartarea({"border": {"color": RULE}, "fill": {"color": "#FFFFFF"}})
    drawing.set_plotarea({"fill": {"none": True}})
    width, height = _pixels(sheet, chart.area)
    drawing.set_size({"width": width - chart.gap, "height": height})
    status = target.insert_chart(
        chart.area.top,
        chart.area.left,
        drawing,
        {"object_position": 1, "description": chart.title},
    )
    if status:
        raise ValueError(f"the chart does not fit the sheet: {chart.title}")


def _font(size: float, colour: str, *, bold: bool = False) -> dict[str, object]:
    return {"name": FONT, "size": size, "color": colour, "bold": bold}


def _reference(name: str, area: Area) -> list[object]:
    return [name, area.top, area.left, area.bottom, area.right]


def _series(name: str, chart: Chart, series: Series) -> dict[str, object]:
    options: dict[str, object] = {
        "name": series.name,
        "categories": _reference(name, series.categories),
        "values": _reference(name, series.values),
    }
    if chart.labels:
        options["data_labels"] = {
            "value": True,
            "num_format": chart.labels,
            "font": _font(9, series.label_colour or INK),
            **({"position": "above"} if chart.kind == "line" else {}),
        }
    return options


def _drawn(chart: Chart, series: Series, index: int) -> dict[str, object]:
    """Return a series' format options: filled bars, or a line with a marker shape of its own."""
    if chart.kind == "line":
        plain = {"color": series.colour}
        mark = {"type": _MARKS[index % len(_MARKS)], "size": 6, "fill": plain, "border": plain}
        return {"line": {"color": series.colour, "width": 2}, "marker": mark}
    bars: dict[str, object] = {"fill": {"color": series.colour}, "border": {"none": True}, "gap": 55}
    return bars | ({"overlap": 100} if chart.kind == "bar-of-shares" else {})


def _category_axis(chart: Chart) -> dict[str, object]:
    axis: dict[str, object] = {
        "name": chart.category_title,
        "name_font": _font(9, MUTED),
        "num_font": _font(9, INK),
        "line": {"color": RULE},
        "major_tick_mark": "none",
        "interval_unit": 1,
    }
    return axis if chart.kind in _UPRIGHT else axis | {"reverse": True, "crossing": "max"}


def _value_axis(chart: Chart) -> dict[str, object]:
    axis: dict[str, object] = {
        "name": chart.value_title,
        "name_font": _font(9, MUTED),
        "num_font": _font(9, MUTED),
        "num_format": chart.value_format,
        "line": {"none": True},
        "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": {"color": "#E4E9EE", "width": 0.75}},
    }
    bounds = {"min": chart.low, "max": chart.high, "major_unit": chart.unit}
    return axis | {key: value for key, value in bounds.items() if value is not None}


def _legend(chart: Chart) -> dict[str, object]:
    if len(chart.series) == 1:
        return {"none": True}
    return {"position": "bottom", "font": _font(9, INK)}


def _pixels(sheet: Sheet, area: Area) -> tuple[int, int]:
    """Return the width and height of ``area`` in pixels, as XlsxWriter computes them."""
    widths = sheet.widths[area.left : area.right + 1]
    heights = (sheet.heights[row] for row in range(area.top, area.bottom + 1))
    return sum(int(w * 7 + 0.5) + 5 for w in widths), sum(int(4 / 3 * points) for points in heights)
