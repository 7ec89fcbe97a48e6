"""The year, lived through once for all questions about it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from samples.year.run import Year, make
from tests.conftest import _inline


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """Every command of the year, given in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlsappraise.pipeline.examine.crew", _inline)
        patch.setattr("xlsappraise.pipeline.inspect.crew", _inline)
        patch.setenv("LANGUAGE", "zh_CN")
        yield make(tmp_path_factory.mktemp("year") / "考核")
