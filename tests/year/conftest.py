"""The year, lived through once for all questions about it."""

from __future__ import annotations

import pytest

from samples.year.run import Year, make
from tests.conftest import _inline


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Every command of the year, given in this process; afterwards other tests have their workers again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlsappraise.returned.examine.run_jobs", _inline)
        patch.setattr("xlsappraise.returned.inspect.run_jobs", _inline)
        patch.setenv("LANGUAGE", "zh_CN")
        return make(tmp_path_factory.mktemp("year") / "考核")
