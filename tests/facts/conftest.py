"""A desk with two people who have the sales plan."""

from __future__ import annotations

import pytest

from tests.conftest import Bench
from tests.facts.desk import SALES_PLAN, Desk, sold


@pytest.fixture
def desk(bench: Bench) -> Desk:
    """E001 and E002 have the sales plan; the facts workbook of November is written."""
    found = Desk(bench)
    found.plan(SALES_PLAN)
    found.staff(sold(), sold("E002", name="李梅"))
    done = found.write()
    assert done.problems == ()
    return found
