"""Forms of an older layout: issued while the program lays forms out otherwise than today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from xlsappraise.forms import layout
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.plan import ColumnPlan
from xlsappraise.forms.layout.version import LAYOUT_VERSION
from xlsappraise.forms.master import draw_master

NOTE = "旧版式多出的一行"
OLD = LAYOUT_VERSION - 1
_USED_IN = ("forms.master", "issuing.issuer", "issuing.masters")


@contextmanager
def older_layout(version: int = OLD) -> Iterator[None]:
    """Lay forms out with wider columns and one more row above what stands below the table, as an older version."""
    lay_foot, column_plans = layout.lay_foot, Builder.column_plans

    def lower(b: Builder, body: Any, missing: str) -> Any:
        row = b.row("old.note", 24)
        b.put((row, b.columns.number), "hint", NOTE, last=(row, b.columns.score))
        return lay_foot(b, body, missing)

    def wider(b: Builder) -> tuple[ColumnPlan, ...]:
        return tuple(ColumnPlan(plan.width and plan.width + 1.5) for plan in column_plans(b))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "lay_foot", lower)
        patch.setattr(Builder, "column_plans", wider)
        patch.setattr("xlsappraise.issuing.masters.lay_out", layout.lay_out)  # not a form of today's layout
        patch.setattr("xlsappraise.issuing.masters.draw_master", draw_master)
        for module in _USED_IN:
            patch.setattr(f"xlsappraise.{module}.LAYOUT_VERSION", version)
        yield
