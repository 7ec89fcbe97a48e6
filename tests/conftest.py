"""Fixtures of all tests: a workspace with roster, issued and returned forms, and settings of the test run."""

from __future__ import annotations

import gc
import io
import json
import os
import pickle
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import coverage
import openpyxl
import pytest
import sqlalchemy
from hypothesis import settings
from openpyxl.utils import get_column_letter

from tests.books import speed_up
from tests.steps import Drawn, Steps
from tests.tracing import named, traced
from xlsappraise.base import files
from xlsappraise.base.i18n import Fact, Phrase, Text, words, written
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, say
from xlsappraise.base.resources import resource
from xlsappraise.cli import i18n
from xlsappraise.drawing.spec import PageSetup, Sheet
from xlsappraise.forms.layout import lay_out
from xlsappraise.forms.master import draw_master
from xlsappraise.issuing.generate import Generated, Order, generate
from xlsappraise.report.summarize import Summarized, gather, summarize
from xlsappraise.returned.collect import collect
from xlsappraise.returned.inspect import inspect
from xlsappraise.returned.marked_copies import Copies, folder_of
from xlsappraise.returned.states import Collection
from xlsappraise.roster import COLUMNS
from xlsappraise.store.office import Office, opened
from xlsappraise.store.start import start
from xlsappraise.store.workspace import Workspace

settings.register_profile("steady", deadline=None)  # no test depends on time
settings.load_profile("steady")

NOVEMBER = Period("month", 2026, 11)
SIGNED = "评分完成"
SIGNER = "考核人"
"""The name with which forms are signed where a test gives none"""
LONG = (
    "trust/test_fixtures.py",
    "cli/test_schemes.py",
    "checks/test_clean.py",
    "pipeline/test_own_forms.py",
    "exchange/test_mistakes.py",
    "checks/test_careless_records.py",
    "pipeline/test_inbox.py",
    "facts/test_kept.py",
    "pipeline/test_older_layout.py",
    "exchange/test_paper.py",
    "checks/test_tables.py",
    "pipeline/test_rollup.py",
    "pay/test_held_back.py",
    "intake/test_differential.py",
    "pipeline/test_feed.py",
    "pipeline/test_prefill.py",
    "pipeline/test_identity.py",
    "summary/test_unusual.py",
    "pipeline/test_annual.py",
    "facts/test_mistakes.py",
    "outcomes/test_money.py",
    "schemes/test_worked.py",
    "rules/test_every_rule.py",
    "pipeline/test_workers.py",
    "exchange/test_round_trip.py",
    "workbook/test_golden.py",
    "intake/test_old.py",
    "store/test_damage.py",
    "checks/test_locked.py",
    "workbook/test_careless.py",
    "summary/test_by_department.py",
    "pay/test_history.py",
)
"""The slowest files, the slowest first: they run first, so that no process is left with one at the end"""
gc.set_threshold(50_000, 20, 50)  # workbooks are many objects, few of them garbage
FIXTURES, SAMPLED = "trust/test_fixtures.py", 5
"""The file of which ``--sample`` runs one in so many tests"""
_TRACED, _ALL = traced(), os.environ.get("XLSAPPRAISE_TRACE") == "all"
T = TypeVar("T")


def _file(item: pytest.Item) -> str:
    return item.path.relative_to(Path(__file__).parent).as_posix()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Sort slow files first; with ``--sample``, leave out four in five of the fixtures that no coverage needs."""
    if config.getoption("--sample"):
        fixtures = [item for item in items if _file(item) == FIXTURES and not _traced(item)]
        left_out = {item for at, item in enumerate(fixtures) if at % SAMPLED}
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: LONG.index(found) if (found := _file(item)) in LONG else len(LONG))


def _traced(item: pytest.Item) -> bool:
    return _ALL or not _TRACED.isdisjoint(named(item.nodeid))


class _Coverage:
    """Coverage of this process and its subprocesses; it stays suspended from one untraced test to the next."""

    def __init__(self) -> None:
        self._stopped: list[coverage.Coverage] = []
        self._patch = pytest.MonkeyPatch()

    def suspend(self) -> None:
        """Stop measuring, unless nothing measures."""
        while (measuring := coverage.Coverage.current()) is not None:  # a process of xdist has two
            measuring.stop()
            self._stopped.append(measuring)
        for name in ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"):
            if name in os.environ:
                self._patch.delenv(name)

    def resume(self) -> None:
        """Measure again what was measured."""
        self._patch.undo()
        while self._stopped:
            self._stopped.pop().start()


_COVERAGE = _Coverage()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run the tests that ``tests/tracing.py`` did not choose without coverage, set-up and tear-down included."""
    if _traced(item):
        _COVERAGE.resume()
    else:
        _COVERAGE.suspend()
    return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtestloop() -> Iterator[None]:
    """Leave what lives as long as the run out of every garbage collection; let coverage end as it began."""
    gc.collect()
    gc.freeze()
    try:
        return (yield)
    finally:
        _COVERAGE.resume()


@pytest.fixture(autouse=True, scope="session")
def _quick_openpyxl() -> Iterator[None]:
    """Load workbooks faster; the program itself does not use openpyxl."""
    with pytest.MonkeyPatch.context() as patch:
        speed_up(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Disable waiting for the disk in this process; tests/faults tests it in subprocesses.

    ``sync`` flushes the disks of the whole machine, and each commit of a ledger waits several times.
    """

    def without_sync(connection: Any, *_others: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    sqlalchemy.event.listen(sqlalchemy.pool.Pool, "checkout", without_sync)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _handle: None)
        patch.setattr(os, "sync", lambda: None, raising=False)
        patch.setattr(files, "PATIENCE", 0.0)
        yield
    sqlalchemy.event.remove(sqlalchemy.pool.Pool, "checkout", without_sync)


def _inline(
    make: Callable[..., Callable[[Any], Any]], arguments: Sequence[Any], jobs: Any, *_limits: Any
) -> Iterator[Any]:
    """Run the jobs of worker processes in this process."""
    work = make(*arguments)
    for job in jobs:
        yield job, pickle.loads(pickle.dumps(work(job)))  # a worker's result must be picklable


@pytest.fixture(autouse=True)
def _here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Read files in the test's process, for coverage and debuggers; not in tests marked ``workers``."""
    with pytest.MonkeyPatch.context() as patch:
        if request.node.get_closest_marker("workers") is None:
            patch.setattr("xlsappraise.returned.examine.run_jobs", _inline)
            patch.setattr("xlsappraise.returned.inspect.run_jobs", _inline)
            patch.setattr("xlsappraise.xlsx.own.run_jobs", _inline)
        yield


# The worked example of the catalogue: 76.00, 合格.
WORKED_EXAMPLE: dict[str, Any] = {
    "callback_rate.actual": 45,
    "callback_rate.target": 50,
    "records.slight": 1,
    "records.ordinary": 1,
    "conduct.wording": 1,
    "conduct.message": 3,
    "problem_handling.rating": 8,
    "problem_handling.delay": 1,
    "ability.rating": 7,
    "attitude.rating": 13,
    "discipline.late": 1,
    "adjustment.1.points": 2,
    "adjustment.1.reason": "客户来信表扬",
    "signoff.done": SIGNED,
}


def message_of(what: Problem | Text) -> str:
    """Return the message of a problem, or a text, in the test's language (English by default)."""
    return say(what, i18n.active())


def text_of(fact: Fact | None) -> str | None:
    """Return a problem's found or expected value as text in the test's language."""
    return None if fact is None else written(fact, words(i18n.active()))


def _in_no_language(phrase: Phrase, *_spec: object) -> str:
    raise AssertionError(f"an untranslated phrase was converted to text: {phrase!r}")


@pytest.fixture(autouse=True, scope="session")
def _phrases_are_not_written_raw() -> Iterator[None]:
    """Fail where an untranslated phrase gets into an f-string or ``str``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Phrase, "__str__", _in_no_language)
        patch.setattr(Phrase, "__format__", _in_no_language)
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Set the language to English for each test."""
    i18n.use("en")
    yield
    i18n.use("en")


def person(number: str = "E001", **changes: Any) -> dict[str, Any]:
    """Return a roster row by column name, with changes."""
    row = {
        "employee_id": number,
        "name": "王小燕",
        "department": "客服一部",
        "position": "客服回访专员",
        "schemes": "furniture-callback",
        "supervisor": "李建国",
        "email": "li@example.com",
        "status": "正式",
    }
    return {**row, **changes}


_WRITTEN: dict[str, bytes] = {}


def write_rows(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    """Write a workbook of rows; the same bytes for the same rows, so that steps on it can be shared."""
    key = repr(rows)
    if key not in _WRITTEN:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        out = io.BytesIO()
        book.save(out)
        _WRITTEN[key] = out.getvalue()
    path.write_bytes(_WRITTEN[key])


def beside(row: int, column: int = 1) -> str:
    """Return the cell of a row in a column right of the list of people, the first one by default."""
    return f"{get_column_letter(len(COLUMNS) + column)}{row}"


def write_roster(path: Path, rows: Sequence[Mapping[str, Any]], headings: Sequence[str] | None = None) -> None:
    """Write a roster workbook; keys of a row are column names or headings."""
    titles = list(headings if headings is not None else COLUMNS.values())
    by_title = {title: name for name, title in COLUMNS.items()}
    found = [[row.get(by_title.get(title, title), row.get(title)) for title in titles] for row in rows]
    write_rows(path, [titles, *found])


def gone_through(inputs: Iterable[Mapping[str, Any]], values: Mapping[str, Any], period: Period) -> dict[str, Any]:
    """Return name and date of whoever signs, and what is said of the sections in which nothing has to be entered.

    Nothing for an unsigned form; the day is the last one of the period.
    Where anything is entered, there was something to record.
    """
    if not any(name.startswith("signoff.done") and value for name, value in values.items()):
        return {}
    marks = {
        n: v for n, v in values.items() if n.partition(".")[0] not in ("signoff", "field", "closing", "adjustment")
    }
    found = any(value for name, value in marks.items() if not name.endswith(".remark"))
    known = {item["id"]: item for item in inputs}
    signed: dict[str, Any] = {
        f"signoff.{part}{at}{rater}": said
        for name in values
        for done, at, rater in [name.partition("@")]
        for part, said in (("name", SIGNER), ("date", period.last_day))
        if done == "signoff.done"
    }
    checked = {name: item["choices"][int(found)] for name, item in known.items() if name.startswith("checked.")}
    return checked | {name: said for name, said in signed.items() if name in known}


@dataclass
class Bench:
    """A workspace with the steps that tests run; ``period`` is November 2026 by default."""

    workspace: Workspace
    period: Period = NOVEMBER
    generated: Generated | None = None
    office_options: dict[str, Any] = field(default_factory=dict)
    steps: Steps | None = None
    """Cache of steps that is shared with other tests; None to run every step"""

    @property
    def inbox(self) -> Path:
        folder = self.workspace.inbox(self.period)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def outbox(self) -> Path:
        return self.workspace.outbox(self.period)

    def open(self) -> Any:
        return opened(self.workspace, alone=True)

    def _is_busy(self) -> bool:
        """Return whether another process holds the workspace's lock, which the step must encounter."""
        if not self.workspace.lock.exists():
            return False
        try:
            with files.exclusive_lock(self.workspace.lock):
                return False
        except files.Busy:
            return True

    def once(self, name: str, do: Callable[[], T], *arguments: Any) -> T:
        """Run a step that depends only on the workspace and the arguments, or copy its cached outcome."""
        if self.steps is None or self._is_busy():
            return do()
        return self.steps.take(self.workspace.root, name, (str(self.period), *arguments), do)

    def issue(
        self, *rows: Mapping[str, Any], only: Sequence[str] = (), reissue: Sequence[str] = (), yes: bool = False
    ) -> Generated:
        """Write the roster (if rows are given) and generate."""
        if rows:
            write_roster(self.workspace.roster, rows)
        self.generated = self.once(
            "issue", lambda: self._generate(only, reissue, yes), tuple(only), tuple(reissue), yes
        )
        return self.generated

    def _generate(self, only: Sequence[str], reissue: Sequence[str], yes: bool) -> Generated:
        with self.open() as office:
            return generate(office, Order(self.period, self.outbox, only, reissue, yes=yes))

    def form(self, number: str = "E001") -> Path:
        """Return the newest form of an employee, which has been sent, be it withdrawn since."""
        folders = (self.outbox, self.workspace.voided(self.period))
        found = sorted((p for f in folders for p in f.rglob(f"{number}_*.xlsx")), key=lambda p: (len(p.name), p.name))
        return found[-1]

    def describe(self, path: Path) -> dict[str, Any]:
        """Return the result of ``inspect --json``."""
        with opened(self.workspace) as office:
            return inspect(office, path)

    def fill(self, values: Mapping[str, Any], number: str = "E001", name: str | None = None) -> Path:
        """Fill in a form with openpyxl and put it into the inbox; values by input id."""
        source = self.form(number)
        target = self.inbox / (name or source.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.filled(source, values))
        return target

    def filled(self, source: Path, values: Mapping[str, Any]) -> bytes:
        """Return the bytes of a form filled in with openpyxl; values by input id."""

        def make() -> bytes:
            inputs = self.describe(source)["inputs"]
            places = {item["id"]: item for item in inputs}
            book = openpyxl.load_workbook(source)
            for key, value in {**gone_through(inputs, values, self.period), **values}.items():
                book[places[key]["sheet"]][places[key]["cell"]] = value
            out = io.BytesIO()
            book.save(out)
            return out.getvalue()

        return make() if self.steps is None else self.steps.file(source.read_bytes(), values, make)

    def cell(self, key: str, number: str = "E001") -> str:
        """Return the address of an input."""
        return next(i["cell"] for i in self.describe(self.form(number))["inputs"] if i["id"] == key)

    def edit(self, path: Path, change: Callable[[Any], None]) -> Path:
        """Change a workbook in the inbox with openpyxl; ``change`` gets the scorecard sheet."""
        book = openpyxl.load_workbook(path)
        change(book.worksheets[0])
        book.save(path)
        return path

    def collect(self) -> Collection:
        with self.open() as office:
            return collect(office, self.period, self.inbox)

    def summarize(self, **options: Any) -> Summarized:
        self.inbox.mkdir(parents=True, exist_ok=True)

        def run() -> Summarized:
            with self.open() as office:
                return summarize(office, self.period, **options)

        return run() if options else self.once("summarize", run)

    def settle(self) -> Summarized:
        """Run ``summarize`` with one blank sheet as the summary, for tests that do not open it."""
        self.inbox.mkdir(parents=True, exist_ok=True)

        def run() -> Summarized:
            blank = Sheet("-", (), (10.0,), {}, PageSetup())
            with pytest.MonkeyPatch.context() as patch, self.open() as office:
                patch.setattr("xlsappraise.report.summarize._sheets", lambda *_: [blank])
                return summarize(office, self.period)

        return self.once("settle", run)

    def results(self) -> Summarized:
        """Run ``summarize`` without writing the summary and marked copies."""
        with self.open() as office:
            found = gather(office, self.period, self.inbox)
            copies = Copies(folder_of(office, self.period))
            target = self.workspace.summary(self.period)
            return Summarized(found.period, found.collection, found.results, target, copies, found.rolled)

    def problems(self, path: Path | None = None) -> list[Problem]:
        """Return the problems of one file of the inbox or of all, without notes."""
        found = [p for p in self.collect().problems if p.severity != "note"]
        return found if path is None else [p for p in found if p.file == path.relative_to(self.inbox).as_posix()]

    def codes(self, path: Path | None = None) -> list[tuple[str, str | None]]:
        """Return (code, cell) of the problems, without notes."""
        return [(p.code, p.cell) for p in self.problems(path)]


@pytest.fixture(scope="session")
def _steps(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "steps"
    folder.mkdir(exist_ok=True)
    found = Steps(folder)
    for drawn in (_LAID_OUT, _MASTERS):
        drawn.steps = found
    return found


_LAID_OUT, _MASTERS = Drawn(lay_out), Drawn(draw_master)


@pytest.fixture(autouse=True)
def _drawn_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let commands draw each form once a process; not in tests with ``monkeypatch``, which may change the drawing."""
    with pytest.MonkeyPatch.context() as patch:
        if "monkeypatch" not in request.fixturenames:
            patch.setattr("xlsappraise.issuing.masters.draw_master", _MASTERS)
            patch.setattr("xlsappraise.issuing.previews.draw_master", _MASTERS)
            for module in ("carrying", "feed", "figures", "known", "masters"):
                patch.setattr(f"xlsappraise.issuing.{module}.lay_out", _LAID_OUT)
            patch.setattr("xlsappraise.returned.marked_copies.lay_out", _LAID_OUT)
        yield


@pytest.fixture
def steps(request: pytest.FixtureRequest, _steps: Steps) -> Steps | None:
    """The shared cache of steps; None for tests with ``monkeypatch``, which may change a step's outcome."""
    return None if "monkeypatch" in request.fixturenames else _steps


def new_workspace(steps: Steps | None, root: Path, organisation: str = "") -> Workspace:
    """Return an empty workspace."""
    if steps is None:
        return start(root, organisation)
    return steps.take(root, "start", organisation, lambda: start(root, organisation))


@pytest.fixture
def bench(tmp_path: Path, steps: Steps | None) -> Bench:
    """An empty workspace in a folder with blanks and Chinese in its name."""
    return Bench(new_workspace(steps, tmp_path / "考核 资料", "示例家居有限公司"), steps=steps)


@pytest.fixture
def one(bench: Bench) -> Bench:
    """A workspace with one issued furniture-callback form, E001 王小燕."""
    bench.issue(person())
    return bench


MONTHLY = ('period = "week"', 'period = "month"')
QUARTERLY = ('period = "year"', 'period = "quarter"')
SHORT = (('合同与到货"\nrows = 200', '合同与到货"\nrows = 5'), ("rows = 200", "rows = 30"), ("rows = 100", "rows = 5"))


def own_edition(workspace: Workspace, scheme: str, *changes: tuple[str, str]) -> None:
    """Give a workspace an edition of its own of a shipped scheme: its file with some passages replaced.

    Other periods for tests of a month with every kind of log; short tables where their length does not matter.
    """
    text = (resource("templates") / f"{scheme}.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    workspace.schemes.mkdir(exist_ok=True)
    (workspace.schemes / f"{scheme}.toml").write_text(text, encoding="utf-8")


def rewrite(path: Path, changes: Mapping[str, Callable[[bytes], bytes | None]], target: Path | None = None) -> Path:
    """Rewrite parts of a zip by name; None drops the part. Patterns are full-matched regular expressions."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for info in source.infolist():
            data: bytes | None = source.read(info)
            for pattern, change in changes.items():
                if data is not None and re.fullmatch(pattern, info.filename):
                    data = change(data)
            if data is not None:
                made.writestr(info.filename, data)
    (target or path).write_bytes(out.getvalue())
    return target or path


def load_json(text: str) -> Any:
    """Read JSON."""
    return json.loads(text)


__all__ = [
    "MONTHLY", "NOVEMBER", "QUARTERLY", "SHORT", "SIGNED", "WORKED_EXAMPLE", "Bench", "Office", "own_edition", "person",
    "rewrite", "write_roster",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden dumps anew")
    parser.addoption("--sample", action="store_true", help="run a fifth of the fixtures of tests/trust")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """Return the recorded text of tests/golden/<name>; --update-golden records what was found first."""

    def recorded(name: str, text: str) -> str:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        return path.read_text(encoding="utf-8")

    return recorded
