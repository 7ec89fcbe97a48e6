"""What an issued form shows before anything recalculates it is what LibreOffice computes."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from tests.office.office import run_jobs
from tests.shipped import SCHEMES, Shipped
from tests.steps import Steps

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, _steps: Steps) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Scheme → formula cells as cached in the issued file, and as LibreOffice recalculates them."""
    shipped = Shipped(tmp_path_factory.mktemp("cached") / "w", steps=_steps)
    cached: dict[str, dict[str, Any]] = {}
    jobs = []
    for scheme in SCHEMES:
        path = shipped.path(scheme)
        formulas = openpyxl.load_workbook(path).worksheets[0]
        values = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        cells = [c.coordinate for row in formulas.iter_rows() for c in row if str(c.value).startswith("=")]
        cached[scheme] = {c: values[c].value for c in cells}
        reading = ["read", [[formulas.title, cell] for cell in cells]]
        jobs.append({"open": str(path), "steps": [["recalculate"], reading]})
    answers = run_jobs(jobs)
    return {
        scheme: (cached[scheme], dict(zip(cached[scheme], answer[-1], strict=True)))
        for scheme, answer in zip(SCHEMES, answers, strict=True)
    }


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_cached_values_are_true(shown: dict[str, Any], scheme_id: str) -> None:
    cached, computed = shown[scheme_id]
    assert len(cached) > 10
    assert {c: v if v is not None else "" for c, v in cached.items()} == {
        c: v if v is not None else "" for c, v in computed.items()
    }
