"""Import of earlier results into the ledger (``history import``), all of a file or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.results.history_sheet import OPTIONAL, Row, read_history
from xlsappraise.store.ledger import Issue, PastResult
from xlsappraise.store.office import Office

Key = tuple[str, str, str]
"""Employee number, period, scheme id"""


@dataclass
class Imported:
    """The outcome of an import: new results, replacing results, and the number of unchanged ones."""

    imported: list[PastResult] = field(default_factory=list)
    replaced: list[PastResult] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def import_history(office: Office, file: Path, *, replace: bool = False) -> Imported:
    """Import a workbook of earlier results; nothing of it if it has any error."""
    issues = office.ledger.issues()
    read = read_history(file, office.library, everybody(office, issues))
    result = Imported(problems=[*office.library.problems, *read.problems, *_issued(read.rows, issues)])
    earlier = {(r.employee_id, r.period, r.scheme_id): r for r in office.ledger.past_results()}
    new, other, same = _sorted(read.rows, earlier)
    if not replace:
        result.problems += [_differs(row, earlier[_key(row)]) for row in other]
    result.unchanged = len(same)
    if any(p.severity == "error" for p in result.problems):
        return result
    result.imported = [row.result for row in new]
    result.replaced = [row.result for row in other]
    office.ledger.put_past_results([*result.imported, *result.replaced])
    return result


def _key(row: Row) -> Key:
    return row.result.employee_id, row.result.period, row.result.scheme_id


def _issued(rows: list[Row], issues: list[Issue]) -> Iterator[Problem]:
    """Report results for which a form was issued: the returned form counts."""
    issued = {(fold(i.employee_id), i.period, i.scheme_id) for i in issues if i.state == "issued"}
    for row in rows:
        number, period, scheme = _key(row)
        if (fold(number), period, scheme) in issued:
            yield _problem("history-issued", row, found=period, number=number)


def _sorted(rows: list[Row], earlier: Mapping[Key, PastResult]) -> tuple[list[Row], list[Row], list[Row]]:
    """Split the rows: new ones, ones that differ from an earlier import, unchanged ones."""
    new = [row for row in rows if _key(row) not in earlier]
    other: list[Row] = []
    same: list[Row] = []
    for row in rows:
        if _key(row) in earlier:
            equal = _compared(row, row.result) == _compared(row, earlier[_key(row)])
            (same if equal else other).append(row)
    return new, other, same


def _compared(row: Row, result: PastResult) -> tuple[float, str, dict[str, str]]:
    """Return the values to compare: total, grade, and those of name and department that the file gives."""
    optional = {"name": result.name, "department": result.department}
    return result.total, result.grade, {name: optional[name] for name in OPTIONAL if name in row.given}


def _differs(row: Row, earlier: PastResult) -> Problem:
    found, expected = (
        (f"{total:.2f}", grade, *others.values())
        for total, grade, others in (_compared(row, row.result), _compared(row, earlier))
    )
    facts = {"earlier": earlier.file, "at": earlier.at[:10]}
    return _problem("history-differs", row, found=found, expected=expected, period=row.result.period, **facts)


def _problem(code: str, row: Row, **facts: object) -> Problem:
    return problem(
        code, file=row.result.file, employee_id=row.result.employee_id, sheet=row.sheet, cell=row.cell,
        scheme=row.scheme, **facts,
    )  # fmt: skip


def everybody(office: Office, issues: Iterable[Issue]) -> Mapping[str, Person]:
    """Return the people by folded employee number, whatever their status; the roster overrides forms."""
    people = {fold(i.employee_id): Person.of(i) for i in issues}
    for employee in office.roster().employees:
        if employee.employee_id:
            people[fold(employee.employee_id)] = employee.person
    return people
