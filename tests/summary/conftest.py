"""Fixtures of the summary's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.summary.periods import realistic
from xlsappraise.base.i18n import Words, words
from xlsappraise.drawing.writer import write_summary
from xlsappraise.report.book import summary_sheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsappraise.report.data import SummaryData


@pytest.fixture
def data() -> SummaryData:
    return realistic()


@pytest.fixture
def say() -> Words:
    """The Chinese catalogue: sheet names and headings are a contract in Chinese."""
    return words("zh_CN")


@pytest.fixture
def written(tmp_path: Path, say: Words) -> Callable[[SummaryData], Path]:
    def write(data: SummaryData) -> Path:
        path = tmp_path / "summary.xlsx"
        write_summary(path, summary_sheets(data, say), title="test")
        return path

    return write
