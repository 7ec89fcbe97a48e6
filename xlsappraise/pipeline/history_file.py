"""A workbook of earlier results, read whole: every row that can be used, every mistake with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsappraise.i18n import phrase
from xlsappraise.intake.entries import Finding, is_date_format, read_entry
from xlsappraise.intake.periodtext import read_period
from xlsappraise.intake.reading import Reading, first_sheet
from xlsappraise.intake.sheet import BLANK, Cell, SheetReading
from xlsappraise.ledger import PastResult
from xlsappraise.outcomes.rollup import grade_of
from xlsappraise.period import Period
from xlsappraise.pipeline.history_people import Someone, meant_number
from xlsappraise.pipeline.history_rules import highest_total, scheme_named, shorter, whole
from xlsappraise.problems import Problem, problem
from xlsappraise.rounding import round_number
from xlsappraise.rules import InputType
from xlsappraise.scheme import Scheme
from xlsappraise.schemes import Library
from xlsappraise.text import fold, tidy
from xlsappraise.typed.values import DAYS_TO_1904
from xlsappraise.workbook.layout import Slot, address

COLUMNS = {"employee_id": "工号", "period": "期间", "scheme": "考核方案", "total": "总分", "grade": "等级"}
OPTIONAL = {"name": "姓名", "department": "部门"}
PERIODS = "2026-10、2026-Q4、2026"
"""How periods are written"""
_TITLES = {**COLUMNS, **OPTIONAL}
_HEADING_ROWS = 20
_CENTS = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be used: the result, the optional columns that the file fills in, the place of the period."""

    result: PastResult
    scheme: str
    given: frozenset[str]
    sheet: str
    cell: str


@dataclass
class HistoryFile:
    """What a file of earlier results says, and what is wrong with it."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_history(path: Path, library: Library, people: Mapping[str, Someone]) -> HistoryFile:
    """Read the first sheet; ``people`` by folded employee number. Raise Refusal when it cannot be read at all."""
    reading, sheet = first_sheet(path, "history-unreadable")
    return _Table(path.name, reading, sheet, library, people).read()


@dataclass
class _Table:
    file: str
    reading: Reading
    sheet: SheetReading
    library: Library
    people: Mapping[str, Someone]
    result: HistoryFile = field(default_factory=HistoryFile)
    columns: dict[str, int] = field(default_factory=dict)
    seen: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.reading.entries[0].name

    def read(self) -> HistoryFile:
        heading = self._heading_row()
        if heading is None:
            self._tell("history-no-headings", expected="、".join(COLUMNS.values()))
            return self.result
        self._headings(heading)
        if self.result.problems:
            return self.result
        for row in sorted({at[0] for at in self.sheet.cells if at[0] > heading}):
            if any(not _empty(self._cell(row, name)) for name in COLUMNS):
                self._row(row)
        if not self.result.rows and not self.result.problems:
            self._tell("history-empty")
        return self.result

    def _heading_row(self) -> int | None:
        wanted = {COLUMNS["employee_id"], COLUMNS["period"]}
        for row in range(_HEADING_ROWS):
            if wanted & {fold(str(c.value)) for at, c in self.sheet.cells.items() if at[0] == row}:
                return row
        return None

    def _headings(self, row: int) -> None:
        by_title = {title: name for name, title in _TITLES.items()}
        for at, cell in sorted(self.sheet.cells.items()):
            name = by_title.get(fold(str(cell.value))) if at[0] == row else None
            if name is not None and name in self.columns:
                self._tell("history-column-twice", address(at), found=_TITLES[name])
            elif name is not None:
                self.columns[name] = at[1]
        for name, title in COLUMNS.items():
            if name not in self.columns:
                self._tell("history-missing-column", f"{row + 1}:{row + 1}", expected=title)

    def _row(self, row: int) -> None:
        person = self._person(row)
        owner = person.employee_id if person else None
        scheme = self._scheme(row, owner)
        period = self._period(row, owner, scheme)
        total = self._total(row, owner, scheme)
        grade = self._grade(row, owner, scheme, total)
        told = {name: _plain(self._cell(row, name)) for name in OPTIONAL}
        if person is not None and told["name"] and fold(told["name"]) != fold(person.name):
            facts = {"found": told["name"], "expected": person.name, "number": person.employee_id}
            self._tell("history-other-name", self._at(row, "name"), owner, **facts)
        if person is None or scheme is None or period is None or not self._once(row, person, period, scheme):
            return
        if total is not None and grade is not None:
            name, department = told["name"] or person.name, told["department"] or person.department
            found = PastResult(
                person.employee_id, str(period), scheme.id, name, department, total, grade, self.file
            )  # fmt: skip
            given = frozenset(column for column, text in told.items() if text)
            self.result.rows.append(Row(found, scheme.title, given, self.name, self._at(row, "period")))

    def _person(self, row: int) -> Someone | None:
        number = self._required(row, "employee_id", None)
        found = self.people.get(fold(number)) if number else None
        if number and found is None:
            meant = meant_number(self.people, number, _plain(self._cell(row, "name")))
            hint = phrase(" Did you mean {number}?", number=meant) if meant else ""
            self._tell("history-unknown-employee", self._at(row, "employee_id"), found=number, hint=hint)
        return found

    def _scheme(self, row: int, owner: str | None) -> Scheme | None:
        name = self._required(row, "scheme", owner)
        found = scheme_named(self.library, name) if name else None
        if name and found is None:
            meant = self.library.suggest(name)
            self._tell("history-unknown-scheme", self._at(row, "scheme"), owner, found=name, expected=meant)
        return found

    def _period(self, row: int, owner: str | None, scheme: Scheme | None) -> Period | None:
        """Read the period; one that is written otherwise than this program does is read and said so."""
        at, cell = self._at(row, "period"), self._cell(row, "period")
        if cell.formula is not None or cell.kind in ("error", "blank") or _empty(cell):
            self._required(row, "period", owner)
            return None
        code = self.reading.format(cell.style)
        if self.reading.date1904 and isinstance(cell.value, float) and is_date_format(code):
            cell = cell._replace(value=cell.value + DAYS_TO_1904)
        found, shown = read_period(cell, code)
        if found is None:
            self._tell("history-bad-period", at, owner, found=shown, expected=PERIODS)
            return None
        if str(found) != tidy(shown):
            self._tell("history-period-read", at, owner, found=shown, expected=str(found))
        if scheme is not None and shorter(found.kind, scheme.period):
            expected = whole(scheme.period, found)
            self._tell("history-period-too-short", at, owner, found=found, expected=expected, scheme=scheme.title)
            return None
        return found

    def _total(self, row: int, owner: str | None, scheme: Scheme | None) -> float | None:
        top = highest_total(scheme) if scheme else None
        value = self._entry(row, "total", owner, "number", top)
        if value is None and _empty(self._cell(row, "total")):
            self._tell("history-blank", self._at(row, "total"), owner, column=COLUMNS["total"])
        return round_number(value) if isinstance(value, float) else None

    def _grade(self, row: int, owner: str | None, scheme: Scheme | None, total: float | None) -> str | None:
        """Return the grade as the scheme writes it; worked out where it is blank."""
        at, text = self._at(row, "grade"), self._text(row, "grade", owner)
        if scheme is None or text is None:
            return None
        due = grade_of(scheme, total)
        if not text:
            if due is not None:
                self._tell("history-grade-worked-out", at, owner, found=_points(total), expected=due)
            return due
        grade = next((g.title for g in scheme.grades if fold(g.title) == fold(text)), None)
        if grade is None:
            known = "、".join(g.title for g in scheme.grades)
            self._tell("history-unknown-grade", at, owner, found=text, expected=known, scheme=scheme.title)
        elif due is not None and grade != due:
            facts = {"total": _points(total), "scheme": scheme.title}
            self._tell("history-grade-differs", at, owner, found=grade, expected=due, **facts)
        return grade

    def _once(self, row: int, person: Someone, period: Period, scheme: Scheme) -> bool:
        """Tell whether the person, the period and the scheme stand together for the first time."""
        key, at = (person.employee_id, str(period), scheme.id), self._at(row, "period")
        first = self.seen.setdefault(key, at)
        if first != at:
            self._tell("history-twice", at, key[0], found=period, expected=first, scheme=scheme.title)
        return first == at

    def _required(self, row: int, name: str, owner: str | None) -> str | None:
        text = self._text(row, name, owner)
        if text == "":
            self._tell("history-blank", self._at(row, name), owner, column=_TITLES[name])
        return text or None

    def _text(self, row: int, name: str, owner: str | None) -> str | None:
        """Return the text of a cell, "" for a blank one; None for one that cannot be used."""
        value = self._entry(row, name, owner, "text")
        return str(value) if value is not None else "" if _empty(self._cell(row, name)) else None

    def _entry(
        self, row: int, name: str, owner: str | None, kind: InputType, top: float | None = None
    ) -> float | str | None:
        """Read a cell as returned ones are read, and tell what is to be said of it."""
        at, cell = (row, self.columns.get(name, 0)), self._cell(row, name)
        step, low = (_CENTS, 0.0) if kind == "number" else (None, None)
        slot = Slot(name, None, _TITLES[name], "", at, at, kind, min=low, max=top, step=step)
        entry = read_entry(slot, at, cell, self.reading.format(cell.style))
        for finding in entry.findings:
            code = _code(finding, cell)
            if code != "normalised":
                facts = {
                    "found": finding.found,
                    "expected": finding.expected,
                    "label": slot.label,
                    "hint": finding.hint,
                }
                self._tell(code, address(at), owner, **facts)
        return entry.value

    def _cell(self, row: int, name: str) -> Cell:
        column = self.columns.get(name)
        return BLANK if column is None else self.sheet.cells.get((row, column), BLANK)

    def _at(self, row: int, name: str) -> str:
        return address((row, self.columns.get(name, 0)))

    def _tell(self, code: str, cell: str | None = None, owner: str | None = None, **facts: Any) -> None:
        told = problem(code, file=self.file, employee_id=owner, sheet=self.name, cell=cell, **facts)
        self.result.problems.append(told)


def _code(finding: Finding, cell: Cell) -> str:
    """Return the code of a finding; what is said of forms only is said otherwise."""
    if finding.code in ("not-a-number", "date-for-number") and cell.kind == "number":
        return "history-number-format"
    return "history-error-value" if finding.code == "error-value" else finding.code


def _plain(cell: Cell) -> str:
    """Return the text of a column that may be there; a formula or an error there says nothing."""
    return "" if cell.formula is not None or cell.kind in ("error", "blank") else tidy(str(cell.value))


def _points(total: float | None) -> str:
    return "" if total is None else f"{total:.2f}"


def _empty(cell: Cell) -> bool:
    return cell.formula is None and (cell.kind == "blank" or not tidy(str(cell.value)))
