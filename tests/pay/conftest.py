"""The shop is built once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Bench
from tests.pay.till import LADDER, STAFF, TEAM_PLAN, TOTALS, Till, ordinary
from xlsappraise.cli import i18n
from xlsappraise.store.start import start
from xlsappraise.store.workspace import Workspace


@pytest.fixture(scope="session")
def _shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose November came to 95, 80 and 55, with a facts workbook to fill in."""
    i18n.use("en")
    till = Till(Bench(start(tmp_path_factory.mktemp("shop") / "考核 资料", "示例家居有限公司")))
    till.plan(TEAM_PLAN)
    till.plan(LADDER)
    till.staff(*STAFF)
    till.return_forms(TOTALS)
    assert till.write().problems == ()
    return till.workspace.root


@pytest.fixture(scope="session")
def _busy_shop(_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop with an ordinary month filled in."""
    till = _copied(_shop, tmp_path_factory.mktemp("busy"))
    ordinary(till)
    return till.workspace.root


def _copied(shop: Path, folder: Path) -> Till:
    root = folder / shop.name
    shutil.copytree(shop, root)
    return Till(Bench(Workspace(root)))


@pytest.fixture
def blank(_shop: Path, tmp_path: Path) -> Till:
    """The shop before anything is filled in."""
    return _copied(_shop, tmp_path)


@pytest.fixture
def till(_busy_shop: Path, tmp_path: Path) -> Till:
    """The shop with everything filled in."""
    return _copied(_busy_shop, tmp_path)
