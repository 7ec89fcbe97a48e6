"""Fixtures of figures that a form shows wrongly: notes, since not every program recalculates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.spots import WORKED
from tests.trust.changes import combined, set_cell, set_shown_value
from tests.trust.fixture import Fixture, Found

RIGHT = {
    "section.1:score": 33, "callback_rate:score": 18, "records:score": 15, "conduct:score": 10,
    "problem_handling:score": 3, "ability:score": 7, "attitude:score": 13, "discipline:score": 8,
    "section.2:score": 20, "section.3:score": 21, "adjustment.head:score": 2,
    "total": 76, "grade": "合格", "top.total": 76, "top.grade": "等级：合格", "top.progress": "已填 6 / 6",
    "top.missing": "已填完",
}  # fmt: skip
"""What a program shows that recalculates"""

MOVED = ("total", "top.total", "callback_rate:score", "section.1:score", "grade", "top.grade")
"""The figures that other points of the first criterion move"""
AS_ISSUED = ("top.progress", "top.missing", "top.total", "top.grade", "adjustment.head:score")
"""The figures of a form that is not filled in, in which there is no total"""


def figure(name: str, title: str, cell: str, value: Any, code: str, expected: str, found: str | None = None) -> Fixture:
    """Return a fixture of one figure that is shown wrongly."""
    others = [set_shown_value(at, right) for at, right in RIGHT.items() if at != cell]
    due = Found(code, cell, found or str(value), expected)
    return Fixture(f"figure-{name}", title, "A", (due,), combined(*others, set_shown_value(cell, value)), notes=True)


def shown(cells: Mapping[str, Any]) -> Any:
    """Return a change of cached values."""
    return combined(*(set_shown_value(cell, value) for cell, value in cells.items()))


FIGURES: tuple[Fixture, ...] = (
    figure("grade", "a grade that is not the recomputed one", "grade", "优秀", "shown-grade-differs", "合格"),
    figure("grade-top", "the box at the top shows another grade", "top.grade", "等级：优秀", "shown-grade-differs",
           "合格",
           found="优秀"),
    figure("grade-number", "a number in place of the grade", "grade", 1, "shown-grade-differs", "合格"),
    figure("total-top", "the box at the top shows another total", "top.total", 91, "shown-total-differs", "76.00"),
    figure("total-word", "a text in place of the total", "total", "九十一", "shown-total-differs", "76.00"),
    figure("score", "a score that is not the recomputed one", "callback_rate:score", 20, "shown-score-differs",
           "18.00"),
    figure("score-text", "a score as a text", "ability:score", "10 分", "shown-score-differs", "7.00"),
    figure("subtotal", "a subtotal that is not the recomputed one", "section.2:score", 25, "shown-score-differs",
           "20.00"),
    figure("adjustments", "other adjustments than those entered", "adjustment.head:score", 9, "shown-score-differs",
           "2.00"),
    figure("progress", "a progress that the form does not have", "top.progress", "总分 91", "shown-progress-differs",
           "已填 6 / 6"),
    figure("missing", "another word where nothing is missing", "top.missing", "优秀", "shown-progress-differs",
           "已填完"),
    Fixture("figure-grade-and-score", "a grade and a score that are shown wrongly", "A",
            (Found("shown-grade-differs", "grade", "优秀", "合格"), Found("shown-score-differs", "callback_rate:score",
                                                                      "20", "18.00")),
            shown({"callback_rate:score": 20, "grade": "优秀"}), notes=True),
    Fixture("figures-right", "figures of a program that recalculates", "A", (), shown(RIGHT), notes=True),
    Fixture("figures-noise", "figures with the noise of binary arithmetic", "A", (),
            shown({**RIGHT, "callback_rate:score": 17.999999999999996, "total": 76.00000000000001}), notes=True),
    Fixture("figures-as-issued", "figures of a program that does not recalculate", "A", (),
            shown({name: WORKED.issued(name) for name in AS_ISSUED}), notes=True),
    Fixture("figures-none", "figures of a program that drops them", "A", (), shown(dict.fromkeys(RIGHT)), notes=True),
    Fixture("figure-explained", "a total that a changed cell explains", "T",
            (Found("locked-cell-changed", "callback_rate:points", "35", "20"),),
            combined(set_cell("callback_rate:points", 35),
            *(set_shown_value(at, right) for at, right in RIGHT.items() if at not in MOVED),
            set_shown_value("callback_rate:score", 31.5), set_shown_value("section.1:score", 46.5),
            set_shown_value("total", 89.5),
            set_shown_value("top.total", 89.5), set_shown_value("grade", "良好"),
            set_shown_value("top.grade", "等级：良好")),
            notes=True),
)  # fmt: skip
