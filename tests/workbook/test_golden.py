"""The layout of every shipped form as text; change it with ``make golden`` and read the difference."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workbook.dump import dump
from tests.workbook.stamps import STAMPS
from xlsappraise.base.period import Period
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.schemes import Library, Scheme


def _period(scheme: Scheme) -> Period:
    """Return the period of the form: a week for weekly forms, which name its Sunday; November for all others."""
    return Period.parse("2026-W45" if scheme.period == "week" else "2026-11")


@pytest.mark.parametrize("scheme_id", sorted(Library().schemes))
def test_the_layout_is_the_recorded_one(scheme_id: str, golden: Callable[[str, str], str]) -> None:
    master = make_master(draw_master(Library()[scheme_id], _period(Library()[scheme_id])))
    found = dump(stamp(master, STAMPS))
    assert found == golden(f"{scheme_id}.txt", found)
