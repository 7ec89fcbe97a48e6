"""Is every hostile workbook of HR answered with file, limit and remedy, and does the program not grow with it?"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.hostile.bombs import MB
from tests.hostile.form import SHEET, Entry
from tests.hostile.limits import status
from tests.hostile.papers import Paper, made, numbered, papers, parts, plain, with_rows
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.factbook.kept import read_kept
from xlsappraise.issuing.prefill import read_prefill
from xlsappraise.plans.book import read_plan_book
from xlsappraise.results.history_sheet import read_history
from xlsappraise.roster import read_roster
from xlsappraise.schemebook import read_scheme_book
from xlsappraise.schemes import Library
from xlsappraise.typed import table
from xlsappraise.xlsx import own
from xlsappraise.xlsx.limits import OWN

pytestmark = pytest.mark.workers
LIBRARY = Library()
PAPERS = {paper.name: paper for paper in papers()}
GROWTH = 64 * MB


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    own.read_book.cache_clear()
    yield
    own.read_book.cache_clear()


def refused(read: Callable[[], object]) -> Problem:
    with pytest.raises(Refusal) as refusal:
        read()
    [found] = refusal.value.problems
    return found


@pytest.mark.parametrize("paper", [p for p in PAPERS.values() if p.english], ids=lambda p: p.name)
def test_a_hostile_list_is_answered_with_its_file_the_limit_and_what_to_do(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(paper.made())
    found = refused(lambda: read_roster(path, LIBRARY))
    assert (found.code, found.file) == ("roster-unreadable", "花名册.xlsx")
    english, chinese = say(found, "en"), say(found, "zh_CN")
    assert paper.english in english, english
    assert paper.chinese in chinese, chinese
    assert "Copy the rows that count" in english or "Open it and save it again" in english
    assert "另存" in chinese or "新工作簿" in chinese, chinese


@pytest.mark.parametrize("paper", [p for p in PAPERS.values() if not p.english], ids=lambda p: p.name)
def test_an_honest_list_that_comes_near_is_read(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(paper.made())
    assert [one.employee_id for one in read_roster(path, LIBRARY).employees][:1] == ["E001"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux shows it")
@pytest.mark.parametrize("name", ["bomb", "million-rows", "many-merges", "padded"])
def test_the_program_does_not_grow_with_a_hostile_list(name: str, tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(PAPERS[name].made())
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # resets the peak of memory
    before = status("VmRSS")
    assert refused(lambda: read_roster(path, LIBRARY)).code == "roster-unreadable"
    assert status("VmHWM") - before < GROWTH


LIMITED = """
import sys
from pathlib import Path
from xlsappraise.base.problems import Refusal, say
from xlsappraise.base.workers import JobLimits
from xlsappraise.roster import read_roster
from xlsappraise.schemes import Library
from xlsappraise.xlsx import own
own.LIMITS = JobLimits(float(sys.argv[2]), int(sys.argv[3]))
try:
    read_roster(Path(sys.argv[1]), Library())
except Refusal as refusal:
    [found] = refusal.problems
    print(found.code, found.file, say(found, "en"), say(found, "zh_CN"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")
@pytest.mark.parametrize(("seconds", "memory"), [(0.05, 2**30), (30, 2**22)], ids=["time", "memory"])
def test_a_list_that_takes_too_long_or_too_much_is_stopped(seconds: float, memory: int, tmp_path: Path) -> None:
    """In a process of its own: this one may have more memory to spare than the limit."""
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(made({SHEET: with_rows(numbered(40_000))}))
    command = [sys.executable, "-X", "utf8", "-c", LIMITED, str(path), str(seconds), str(memory)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert told.startswith("roster-unreadable 花名册.xlsx ")
    assert "more than 30 seconds or 1 GB of memory to read. Copy the rows" in told
    assert "30 秒以上或 1 GB 以上内存。请把有用的行复制到新工作簿" in told


READERS: dict[str, Callable[[Path], object]] = {
    "prefill-unreadable": lambda path: read_prefill([path], (), Period.parse("2026-11")),
    "history-unreadable": lambda path: read_history(path, LIBRARY, {}),
    "facts-unreadable": lambda path: read_kept(path, "2026-11/facts.xlsx", str),
    "scheme-book-unreadable": read_scheme_book,
    "plan-book-unreadable": read_plan_book,
}


@pytest.mark.parametrize("code", READERS)
@pytest.mark.parametrize("name", ["deep-book", "25-mb"])
def test_every_other_workbook_of_hr_is_read_within_the_same_limits(code: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "数据.xlsx"
    path.write_bytes(PAPERS[name].made())
    found = refused(lambda: READERS[code](path))
    assert found.code == code
    assert Path(found.file or "").name in ("数据.xlsx", "facts.xlsx")
    assert PAPERS[name].english in say(found, "en") and PAPERS[name].chinese in say(found, "zh_CN")


@pytest.mark.parametrize("code", READERS)
def test_every_reader_answers_a_text_that_too_many_cells_share(code: str, tmp_path: Path) -> None:
    """By its limit where it reads such sheets, by what it misses elsewhere: never by going through all of it."""
    path = tmp_path / "数据.xlsx"
    path.write_bytes(PAPERS["shared-text"].made())
    began = time.process_time()
    with pytest.raises(Refusal) as refusal:
        READERS[code](path)
    assert time.process_time() - began < 5
    codes = {found.code for found in refusal.value.problems}
    assert codes & {code, "scheme-book-no-scheme", "plan-book-no-plan"}


def test_more_columns_and_rows_than_anybody_goes_through_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "facts.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "人员"
    book.active.append(["工号", "姓名", *(f"数据{n}" for n in range(30))])
    for row in range(40):
        book.active.append([f"E{row}", "王"])
    book.save(path)
    assert len(read_kept(path, "2026-11/facts.xlsx", str).of("people")) == 40
    monkeypatch.setattr(table, "AREA", 1_000)
    found = refused(lambda: read_kept(path, "2026-11/facts.xlsx", str))
    assert (found.code, found.file) == ("facts-unreadable", "2026-11/facts.xlsx")
    assert "32 columns of 40 rows; at most 1000" in say(found, "en"), say(found, "en")
    assert "32 列 × 40 行" in say(found, "zh_CN")


def test_a_hidden_sheet_beyond_the_limits_does_not_stop_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(PAPERS["hidden-sheets"].made())
    monkeypatch.setattr(own, "OWN", replace(OWN, cells=120))
    read = own.read_own(path, "roster-unreadable")
    assert [len(read.sheet(entry).cells) for entry in read.entries[:3]] == [14, 50, 50]
    assert refused(lambda: read.sheet(read.entries[3])).code == "file-too-large"
    assert [one.employee_id for one in read_roster(path, LIBRARY).employees] == ["E001"]


def test_a_list_is_read_once_for_its_settings_and_its_people(tmp_path: Path) -> None:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(plain())
    first = own.read_own(path, "roster-unreadable")
    assert own.read_own(path, "roster-unreadable") is first
    path.write_bytes(made({SHEET: parts()[SHEET].replace(b"E001", b"E002")}, Entry(b"x", b"")))
    assert own.read_own(path, "roster-unreadable") is not first
