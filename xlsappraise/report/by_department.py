"""The books of departments: what the summary holds about their people, and nothing about anybody else.

Of the others in a scheme only the number and the mean are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xlsappraise.base import files
from xlsappraise.base.i18n import Words
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal, Rendered, problem
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.saving import save_beside
from xlsappraise.drawing.spec import Sheet
from xlsappraise.plans.by_score import ScoredPay
from xlsappraise.report.context import Company, Report
from xlsappraise.report.cover import sheet as cover
from xlsappraise.report.data import SummaryData
from xlsappraise.report.sheets import criteria, missing, problems_sheet, rollups, scores
from xlsappraise.results.standing import Standing
from xlsappraise.store.office import Office

_TOKEN = re.compile(r"[\w.-]+")
_LONG = 4  # digits of a number that is not taken for a count


@dataclass(frozen=True, slots=True)
class DepartmentBook:
    """A department with the sheets of its book."""

    department: str
    sheets: list[Sheet]


def department_books(data: SummaryData, say: Words) -> Iterator[DepartmentBook]:
    """Yield a book per department, by name."""
    whole = Report(data, say)
    for department in sorted(set(whole.scores.names("department"))):
        yield DepartmentBook(department, _sheets(whole, department))


def _sheets(whole: Report, department: str) -> list[Sheet]:
    data = of_department(whole.data, department)
    report = Report(data, whole.say, Company(department, whole))
    others = [
        scores.sheet(report),
        *criteria.sheets(report),
        *rollups.sheets(report),
        *([problems_sheet.sheet(report)] if data.problems else []),
        *([missing.sheet(report)] if len(data.missing) else []),
    ]
    return [cover.sheet(report, others), *others]


def of_department(data: SummaryData, department: str) -> SummaryData:
    """Return the data of a department's people; findings that name others are left out."""
    own = data.results["department"].map(clean) == department
    results = data.results[own]
    numbers = set(map(str, results["employee_id"]))
    files_ = data.files[data.files["employee_id"].map(clean).isin(numbers)]
    shown = [found for found in data.problems if found.employee_id in numbers]
    alien = _Strangers(data, numbers)
    kept = tuple(found for found in shown if not alien.named_in(found))
    states = {state: int((results["state"] == state).sum())
              for state in data.counts if state not in ("issued", "withdrawn")}  # fmt: skip
    return replace(
        data,
        counts={"issued": len(results) if data.counts.get("issued") else 0, **states, "withdrawn": 0},
        file_counts={"seen": len(files_), **{state: int((files_["state"] == state).sum())
                                             for state in data.file_counts if state != "seen"}},
        results=results,
        criteria={key: frame[frame["employee_id"].isin(numbers)] for key, frame in data.criteria.items()},
        missing=data.missing[data.missing["department"].map(clean) == department],
        files=files_,
        problems=kept,
        settled=tuple(found for found in data.settled if any(found is one for one in kept)),
        tables={}, shares={}, parts={}, versions=(), corrections=(), pay=ScoredPay(),
        records=data.records.iloc[:0],
        standing=_standing(data.standing, numbers),
        rollups={
            key: replace(table, rolled=rolled, records={})
            for key, table in data.rollups.items()
            if (rolled := tuple(one for one in table.rolled if one.person.employee_id in numbers))
        },
        adjusted={key: points for key, points in data.adjusted.items() if key[1] in numbers},
    )  # fmt: skip


def _standing(standing: Standing, numbers: set[str]) -> Standing:
    own = {key: {number: of[number] for number in numbers if number in of} for key, of in standing.scores.items()}
    return Standing({key: of for key, of in own.items() if of}, standing.leave)


class _Strangers:
    """Knows the numbers, names and files of the people outside a department."""

    def __init__(self, data: SummaryData, numbers: set[str]) -> None:
        files_ = zip(data.files["file"], data.files["employee_id"], strict=True)
        self.files = {clean(file) for file, number in files_ if clean(number) not in numbers}
        mine = {data.names[number] for number in numbers}
        others = {number: name for number, name in data.names.items() if number not in numbers}
        self.names = {name for name in others.values() if len(name) > 1 and name not in mine}
        self.numbers = {number for number in others if not number.isdigit() or len(number) >= _LONG}

    def named_in(self, found: Rendered) -> bool:
        """Return whether a finding names one of them."""
        text = " ".join(clean(part) for part in (found.found, found.expected, found.message))
        numbers = self.numbers.intersection(_TOKEN.findall(text))
        return bool(numbers) or any(word in text for words in (self.names, self.files) for word in words if word)


def write_department_books(office: Office, period: Period, data: SummaryData, say: Words, *, anew: bool) -> list[Path]:
    """Write a book per department and return their paths; raise Refusal where one cannot be written.

    ``anew``: what was there is kept among the earlier books first. So are books of departments that are no more.
    """
    folder = office.workspace.summaries(period)
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken: set[str] = set()
        for book in department_books(data, say):
            target = folder / files.free_name(files.safe_name(book.department or say("no department")), ".xlsx", taken)
            taken.add(target.name.casefold())
            if anew and target.exists():
                _keep(office, period, target)
            written.append(save_beside(target, book.sheets))
        for old in sorted(folder.glob("*.xlsx")):
            if old.name.casefold() not in taken and old not in written:
                _keep(office, period, old)
                old.unlink()
    except OSError as error:
        raise Refusal(problem("file-not-writable", file=str(folder), found=files.reason(error))) from None
    return written


def _keep(office: Office, period: Period, path: Path) -> None:
    """Copy a book into the folder of earlier books, under the next free number."""
    place = office.workspace.earlier(period) / path.name
    place.parent.mkdir(parents=True, exist_ok=True)
    files.write_bytes(files.beside(place), files.read_bytes(path))
