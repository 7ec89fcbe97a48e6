"""Has each fixture the expected codes, cells, state and total?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person, text_of
from tests.spots import with_cells
from tests.trust.fixture import STATES, Case, Fixture
from tests.trust.registry import FIXTURES
from xlsappraise.base.i18n import words, written
from xlsappraise.base.problems import Problem
from xlsappraise.cli import i18n
from xlsappraise.results.compute import compute
from xlsappraise.returned.collect import collect
from xlsappraise.store.start import start

CASES = 60
"""Cases in one workspace: each run looks at whatever arrived in it before"""


class Issued:
    """A workspace with a form issued and filled in; each case has an inbox of its own."""

    def __init__(self, folder: Path) -> None:
        self.bench = Bench(start(folder / "考核", "示例家居有限公司"))
        self.bench.issue(person("E001"), person("E002", name="李梅"))
        self.filled = self.bench.fill(WORKED_EXAMPLE, "E001")
        self.number = 0

    def case(self) -> Case:
        self.number += 1
        inbox = self.bench.inbox.parent / f"收件{self.number}"
        inbox.mkdir()
        path = inbox / self.filled.name
        shutil.copy(self.filled, path)
        return Case(self.bench, inbox, path)


class Desk:
    """Issued forms for one case after the other."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self.factory = factory
        self.current: Issued | None = None

    def issued(self) -> Issued:
        if self.current is None or self.current.number >= CASES:
            self.current = Issued(self.factory.mktemp("trust"))
        return self.current


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    i18n.use("en")
    return Desk(tmp_path_factory)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda f: f.id)
def test_the_answer_is_the_one_that_is_due(fixture: Fixture, desk: Desk, tmp_path: Path) -> None:
    issued = Issued(tmp_path) if fixture.fresh else desk.issued()
    case = issued.case()
    fixture.make(case)
    with issued.bench.open() as office:
        collection = collect(office, issued.bench.period, case.inbox)
        results = compute(office, collection)
    name = fixture.name or case.path.name
    files = {file.name: file.state for file in collection.files}
    assert files[name] == (fixture.state or STATES[fixture.answer]), files
    found = [p for p in results.problems if p.file == name and (fixture.notes or p.severity != "note")]
    wanted = [(due.code, due.at) for due in fixture.due]
    assert sorted((p.code, p.cell or "") for p in found) == sorted((code, cell or "") for code, cell in wanted)
    totals = {r["employee_id"]: r["total"] for r in results.table.to_dict("records")}
    total = totals.get("E001", float("nan"))
    counts = (
        fixture.answer in ("A", "W", "T") if fixture.valid is None else fixture.valid
    ) and fixture.total is not None
    assert (total == fixture.total) if counts else total != total, total  # NaN where no total may come out
    messages = {}
    for language in ("zh_CN", "en"):
        i18n.use(language)
        _compare(fixture, found, language)
        messages[language] = [message_of(p) for p in found]
    assert all(zh != en for zh, en in zip(messages["zh_CN"], messages["en"], strict=True)), (
        "every message is translated"
    )


def _compare(fixture: Fixture, found: list[Problem], language: str) -> None:
    """Compare the found and expected values and the price of the expected problems."""
    for due in fixture.due:
        cell = due.at
        matching = [p for p in found if (p.code, p.cell) == (due.code, cell)]
        assert matching, (due.code, cell)
        if due.found is not None:
            assert with_cells(due.found) in [written(p.found, words("en")) for p in matching if p.found is not None]
        if language == "en" and due.expected is not None:
            assert due.expected in [text_of(p.expected) for p in matching]
        if language == "en" and due.price is not None:
            assert any(due.price in message_of(p) for p in matching), [message_of(p) for p in matching]
        if cell is not None:
            assert all(p.sheet for p in matching), "a cell is named with its sheet"


def test_ids_are_unique() -> None:
    ids = [fixture.id for fixture in FIXTURES]
    assert sorted(set(ids)) == sorted(ids)
