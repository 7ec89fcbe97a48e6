"""The matrix of clients: forms issued, each filled in by one client or a chain of two, and what we say of them.

Every case has an employee of its own, and the files that come back are only numbered, so that nothing but their
content tells whose they are.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.clients.clients import CHAINS, PANDAS, POPULATE, SHEETJS, SINGLE, Client, Form, Values, there
from tests.clients.works import carry_out
from tests.conftest import WORKED_EXAMPLE, Bench, person, write_roster
from tests.proof.fills import EPOCH, completing
from tests.schemes.worked_examples import example
from tests.shipped import PERIODS
from xlsappraise.base.period import Period
from xlsappraise.roster import COLUMNS
from xlsappraise.schemes import Library
from xlsappraise.store.start import start

MAIN = "furniture-callback"
OTHERS = ("after-sales-issue-log", "supervisor-360-quarterly", "marketing-quarterly-manager")
"""a table with dates and choices; several raters; a quarter with percents and amounts of money"""
_OWN = "supervisor-360-quarterly"
_LIBRARY = Library()


@dataclass(frozen=True)
class Case:
    """A form of a scheme, and the clients through whose hands it goes."""

    clients: tuple[Client, ...]
    scheme: str

    @property
    def name(self) -> str:
        return ", then ".join(client.name for client in self.clients)

    @property
    def id(self) -> str:
        return f"{self.name} | {self.scheme}"

    @property
    def lacks(self) -> list[str]:
        """The programs that are not installed."""
        return sorted({client.program for client in self.clients if not there(client.program)})

    @property
    def values_only(self) -> bool:
        """Whether no formula is left: xlsx-populate writes no results, and SheetJS drops formulas without one."""
        return self.clients in {(PANDAS,), (POPULATE, SHEETJS)}

    @property
    def keeps_formulas(self) -> bool:
        """Whether formulas are left."""
        return not self.values_only


CASES = tuple(
    [Case((client,), scheme) for scheme in (MAIN, *OTHERS) for client in SINGLE]
    + [Case(chain, MAIN) for chain in CHAINS]
)


@dataclass(frozen=True)
class Row:
    """What we say of one case's file."""

    case: Case
    employee: str
    identified: str
    state: str
    form: str
    findings: tuple[tuple[str, str, str | None], ...]
    """severity, code, cell"""
    total: float | None
    grade: str | None
    criteria: dict[str, float | str]

    @property
    def alarms(self) -> tuple[tuple[str, str, str | None], ...]:
        """The findings that accuse: tampering and errors."""
        return tuple(found for found in self.findings if found[0] in ("tampering", "error"))

    @property
    def right_employee(self) -> bool:
        return self.identified == self.employee

    @property
    def wanted(self) -> dict[str, Any]:
        """Total, grade and criteria as worked out by hand."""
        return example(self.case.scheme)

    @property
    def scored_right(self) -> bool:
        return (self.total, self.grade, self.criteria) == tuple(self.wanted[k] for k in ("total", "grade", "criteria"))

    def as_dict(self) -> dict[str, Any]:
        """Return the row for a document."""
        return {
            "client": self.case.name,
            "scheme": self.case.scheme,
            "identity": self.right_employee,
            "state": self.state,
            "tampering": sum(found[0] == "tampering" for found in self.findings),
            "errors": sum(found[0] == "error" for found in self.findings),
            "warnings": sorted({found[1] for found in self.findings if found[0] == "warning"}),
            "total": self.total,
            "wanted": self.wanted["total"],
            "equal": self.scored_right,
        }


class Matrix:
    """Issues a form per case, lets the clients fill them in, collects what comes back."""

    def __init__(self, folder: Path, cases: Sequence[Case] = CASES) -> None:
        self.cases = {f"E{n:03d}": case for n, case in enumerate(cases, 1) if not case.lacks}
        self.folder = folder / "through clients"
        self.folder.mkdir()
        workspace = start(folder / "回收")
        kinds = {_LIBRARY[case.scheme].period for case in self.cases.values()}
        self.benches = {kind: Bench(workspace, Period.parse(PERIODS[kind])) for kind in sorted(kinds)}
        rows = [self._person(number, case) for number, case in self.cases.items()]
        write_roster(workspace.roster, rows, [*COLUMNS.values(), "同级评价人"])
        for bench in self.benches.values():
            assert bench.issue().problems == []
        self._through_clients()

    def _person(self, number: str, case: Case) -> dict[str, Any]:
        peers = {"同级评价人": "、".join(list(self.cases)[:3])} if case.scheme == _OWN else {}
        return person(number, schemes=case.scheme, name=f"王小燕{number}", **peers)

    def _bench(self, case: Case) -> Bench:
        return self.benches[_LIBRARY[case.scheme].period]

    def _issued(self, number: str, case: Case) -> Path:
        suffix = "_supervisor" if case.scheme == _OWN else ""
        (found,) = self._bench(case).outbox.rglob(f"{number}_*{suffix}.xlsx")
        return found

    def _through_clients(self) -> None:
        """Let each case's clients work, the first ones of all cases at once, then the second ones."""
        at = {number: self._issued(number, case) for number, case in self.cases.items()}
        forms = {number: self._bench(case).describe(at[number]) for number, case in self.cases.items()}
        for step in range(2):
            works = []
            for number, case in self.cases.items():
                if step < len(case.clients):
                    client = case.clients[step]
                    target = self.folder / f"{number} {step}{client.suffix}"
                    values = _share(entered(case.scheme, forms[number]), step, len(case.clients))
                    works.append(client.run(at[number], target, forms[number], values))
                    at[number] = target
            carry_out(works)
        for bench in self.benches.values():
            bench.inbox.mkdir(parents=True, exist_ok=True)
        for number, case in self.cases.items():
            shutil.copy(at[number], self._bench(case).inbox / _returned_name(number, case))

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Case id → what we say of its file."""
        made: dict[str, Row] = {}
        summaries = {kind: bench.summarize() for kind, bench in self.benches.items()}
        for number, case in self.cases.items():
            summary = summaries[_LIBRARY[case.scheme].period]
            (file,) = (f for f in summary.collection.files if f.name == _returned_name(number, case))
            (result,) = (r for r in summary.as_dict()["results"] if r["employee_id"] == number)
            made[case.id] = Row(
                case,
                number,
                file.employee_id,
                file.state,
                result["state"],
                tuple((p.severity, p.code, p.cell) for p in file.problems),
                result["total"],
                result["grade"],
                {name: "excluded" if score is None else score for name, score in result["criteria"].items()},
            )
        return made

    def as_text(self) -> str:
        """Return the matrix as a table to be read."""
        head = ["client", "scheme", "identity", "alarms", "score"]
        lines = [head, *(_line(row) for row in self.rows.values())]
        widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
        table = [
            "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
        ]
        judged = [row for row in self.rows.values() if row.case.keeps_formulas]
        counts = (
            f"{len(self.rows)} files: {sum(r.right_employee for r in self.rows.values())} identified; "
            f"of {len(judged)} that keep formulas {sum(bool(r.alarms) for r in judged)} with a false alarm, "
            f"{sum(r.scored_right for r in judged)} scored as by hand"
        )
        return "\n".join([*table, "", counts, ""])


def _line(row: Row) -> list[str]:
    alarms = " ".join(sorted({found[1] for found in row.alarms})) or "none"
    score = f"{row.total:.2f} {'=' if row.scored_right else '≠'}" if row.total is not None else f"({row.state})"
    return [row.case.name, row.case.scheme, "right" if row.right_employee else "NOT", alarms, score]


def _returned_name(number: str, case: Case) -> str:
    return f"returned {int(number[1:]) * 7919 % 1000:03d}{case.clients[-1].suffix}"


def entered(scheme: str, form: Form) -> Values:
    """Return what is entered: the worked example with what makes the form complete; dates as dates."""
    given = WORKED_EXAMPLE if scheme == MAIN else example(scheme)["inputs"]
    types = {item["id"]: item["type"] for item in form["inputs"]}
    signed = {i["id"]: completing(i) for i in form["inputs"] if i["id"].startswith("signoff.") and i["required"]}
    return {key: _typed(types[key], value) for key, value in {**signed, **given}.items()}


def _typed(kind: str, value: Any) -> Any:
    if kind != "date":
        return value
    return date.fromisoformat(str(value)) if not isinstance(value, int) else date.fromordinal(EPOCH.toordinal() + value)


def _share(values: Values, step: int, steps: int) -> Values:
    """Return the part of the values that the client at ``step`` enters."""
    return {key: value for n, (key, value) in enumerate(values.items()) if n * steps // len(values) == step}
