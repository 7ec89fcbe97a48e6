"""A whole little office for a test: a workspace, its roster, forms going out and coming back."""

from __future__ import annotations

import io
import json
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import settings

from xlsappraise import i18n
from xlsappraise.i18n import Fact, Phrase, Text, words, written
from xlsappraise.period import Period
from xlsappraise.pipeline.collect import collect
from xlsappraise.pipeline.generate import Generated, Order, generate
from xlsappraise.pipeline.inspect import inspect
from xlsappraise.pipeline.office import Office, opened
from xlsappraise.pipeline.start import start
from xlsappraise.pipeline.states import Collection
from xlsappraise.pipeline.summarize import Summarized, summarize
from xlsappraise.problems import Problem, say
from xlsappraise.roster import COLUMNS
from xlsappraise.workspace import Workspace

settings.register_profile("steady", deadline=None)  # how long an example takes is no matter of right and wrong
settings.load_profile("steady")

NOVEMBER = Period("month", 2026, 11)
SIGNED = "评分完成"


def _inline(make: Callable[..., Callable[[Any], Any]], arguments: Sequence[Any], jobs: Any) -> Iterator[Any]:
    """Do the jobs of worker processes here."""
    work = make(*arguments)
    for job in jobs:
        yield job, pickle.loads(pickle.dumps(work(job)))  # what crosses from a worker must survive it


@pytest.fixture(autouse=True)
def _here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the test's own process, so that coverage and debuggers see it; not where workers are the matter."""
    if request.node.get_closest_marker("workers") is None:
        monkeypatch.setattr("xlsappraise.pipeline.examine.crew", _inline)
        monkeypatch.setattr("xlsappraise.pipeline.inspect.crew", _inline)


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
    """Return the message of a problem, or any text, in the language that the test has chosen; English by default."""
    return say(what, i18n.active())


def text_of(fact: Fact | None) -> str | None:
    """Return what was found or expected as it reads in the language that the test has chosen."""
    return None if fact is None else written(fact, words(i18n.active()))


def _in_no_language(phrase: Phrase, *_spec: object) -> str:
    raise AssertionError(f"a text in no language was written down as it is: {phrase!r}")


@pytest.fixture(autouse=True, scope="session")
def _phrases_are_not_written_raw() -> Iterator[None]:
    """Fail wherever a phrase gets into an f-string or ``str``, where it would show its insides to a reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Phrase, "__str__", _in_no_language)
        patch.setattr(Phrase, "__format__", _in_no_language)
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Tests read English messages unless they ask for another language."""
    i18n.use("en")
    yield
    i18n.use("en")


def person(number: str = "E001", **changes: Any) -> dict[str, Any]:
    """Return a roster row by column name; anything may be changed."""
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


def write_roster(path: Path, rows: Sequence[Mapping[str, Any]], headings: Sequence[str] | None = None) -> None:
    """Write a roster workbook; keys of a row are column names or headings."""
    book = openpyxl.Workbook()
    sheet = book.active
    titles = list(headings if headings is not None else COLUMNS.values())
    sheet.append(titles)
    by_title = {title: name for name, title in COLUMNS.items()}
    for row in rows:
        sheet.append([row.get(by_title.get(title, title), row.get(title)) for title in titles])
    book.save(path)


@dataclass
class Bench:
    """A workspace with what tests do to it. Every method works on November 2026."""

    workspace: Workspace
    period: Period = NOVEMBER
    generated: Generated | None = None
    office_options: dict[str, Any] = field(default_factory=dict)

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

    def issue(self, *rows: Mapping[str, Any], only: Sequence[str] = (), reissue: Sequence[str] = ()) -> Generated:
        """Write the roster (when rows are given) and generate."""
        if rows:
            write_roster(self.workspace.roster, rows)
        with self.open() as office:
            self.generated = generate(office, Order(self.period, self.workspace.roster, self.outbox, only, reissue))
        return self.generated

    def form(self, number: str = "E001") -> Path:
        """Return the newest form of an employee in the outbox."""
        found = sorted(self.outbox.rglob(f"{number}_*.xlsx"), key=lambda p: len(p.name))
        return found[-1]

    def describe(self, path: Path) -> dict[str, Any]:
        """Return what ``inspect --json`` prints."""
        with opened(self.workspace) as office:
            return inspect(office, path)

    def fill(self, values: Mapping[str, Any], number: str = "E001", name: str | None = None) -> Path:
        """Fill a form in with openpyxl and put it into the inbox; values by input id."""
        source = self.form(number)
        places = {item["id"]: item for item in self.describe(source)["inputs"]}
        book = openpyxl.load_workbook(source)
        for key, value in values.items():
            book[places[key]["sheet"]][places[key]["cell"]] = value
        target = self.inbox / (name or source.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        book.save(target)
        return target

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
        with self.open() as office:
            return summarize(office, self.period, **options)

    def problems(self, path: Path | None = None) -> list[Problem]:
        """Return what is found in the inbox, notes left out, of one file or of all."""
        found = [p for p in self.collect().problems if p.severity != "note"]
        return found if path is None else [p for p in found if p.file == path.relative_to(self.inbox).as_posix()]

    def codes(self, path: Path | None = None) -> list[tuple[str, str | None]]:
        """Return (code, cell) of what is found, notes left out."""
        return [(p.code, p.cell) for p in self.problems(path)]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An empty workspace in a folder with blanks and Chinese in its name."""
    return Bench(start(tmp_path / "考核 资料", "示例家居有限公司"))


@pytest.fixture
def one(bench: Bench) -> Bench:
    """A workspace with one issued furniture-callback form, E001 王小燕."""
    bench.issue(person())
    return bench


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


__all__ = ["NOVEMBER", "SIGNED", "WORKED_EXAMPLE", "Bench", "Office", "person", "rewrite", "write_roster"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden dumps anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], str]:
    """Return the recorded text of tests/golden/<name>; --update-golden records what was found first."""

    def recorded(name: str, text: str) -> str:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        return path.read_text(encoding="utf-8")

    return recorded
