"""Forms as LibreOffice draws them; ``python -m tests.workbook.measuring`` measures those of all schemes."""

from __future__ import annotations

import pytest

from tests.workbook.measuring import Measured, measure

SCHEMES = (
    "after-sales-issue-log",  # a log
    "de-qin-neng-ji",  # counts, penalties in words, adjustments
    "furniture-callback",
    "tech-service-monthly",  # two raters on one form
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    return {one.scheme: one for one in measure(SCHEMES, tmp_path_factory.mktemp("measured"))}


@pytest.mark.office
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_longest_texts_show_in_print_and_on_the_first_screen(measured: dict[str, Measured], scheme: str) -> None:
    assert measured[scheme].faults() == []
    assert measured[scheme].pages[0] == measured[scheme].pages[1], "rows do not depend on what is filled in"
