"""Who is in the list of people, and what the list may say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from xlsappraise.base.days import day_number, months_between
from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.text import fold
from xlsappraise.schemes import Scheme
from xlsappraise.typed import Codes, Column, HeadedSheet

PEERS = "同级评价人"
"""A second sheet of that name may list a peer a row instead of the column"""
PLANS = "奖金方案"
RATEE_NUMBER, PEER_NUMBER = "被评人工号", "评价人工号"
PROBATION = "试用"
ISSUED = ("正式", PROBATION)
LEFT = "离职"
STATUSES = (*ISSUED, "休假", LEFT)
EARLIEST = day_number(date(1930, 1, 1))
_CODES = Codes(
    twice="roster-duplicate-column", missing="roster-missing-column", formula="roster-formula",
    error="roster-error-value", date="roster-bad-date",
)  # fmt: skip

ROSTER = HeadedSheet(
    (
        Column("employee_id", "工号", required=True, needed=True),
        Column("name", "姓名", width=14, required=True, needed=True),
        Column("department", "部门", width=16, required=True, needed=True),
        Column("position", "岗位", width=18, required=True),
        Column("schemes", "考核方案", width=34, required=True, needed=True,
               help=N_("Choose a scheme; write several with 、 between them.")),
        Column("supervisor", "直接主管", required=True, needed=True),
        Column("email", "主管邮箱", width=26),
        Column("indirect", "间接主管"),
        Column("hired", "入职日期", "date", width=14, min=EARLIEST),
        Column("confirmed", "转正日期", "date", width=14, min=EARLIEST),
        Column("status", "状态", width=10, choices=STATUSES, required=True, needed=True),
        Column("level", "职级"),
        Column("peers", PEERS, offered=False),
        Column("plans", PLANS, offered=False),
    ),
    _CODES,
    title=N_("Roster"),
    anchors=("employee_id", "name"),
)  # fmt: skip
"""A new column is declared here; ``Employee`` has a field for each one that is offered in the blank roster"""
PEER_SHEET = HeadedSheet(
    (Column("ratee", RATEE_NUMBER, required=True), Column("peer", PEER_NUMBER, required=True)), _CODES, title=PEERS
)
COLUMNS = {column.id: column.title for column in ROSTER.offered}
"""The headings of a roster by the names of ``Employee``'s fields"""
SCHEME_MARKS = "、,，;；"


@dataclass(frozen=True, slots=True)
class Employee:
    """One row of the roster; ``schemes`` are the ones that exist, in the order given."""

    person: Person
    status: str
    schemes: tuple[Scheme, ...] = ()
    email: str = ""
    indirect: str = ""
    hired: date | None = None
    confirmed: date | None = None
    level: str = ""
    problems: tuple[Problem, ...] = ()
    peers: tuple[str, ...] = ()
    """The employee numbers of the peers who rate this person"""
    plans: tuple[str, ...] = ()
    """The pay plans as written down, ids or titles; resolved where they are needed"""
    found_at: Mapping[str, tuple[str, str, str]] = field(default_factory=dict, hash=False, compare=False)
    """File, sheet and cell of what plans need, by column; the employee number's where the column is not there"""

    @property
    def employee_id(self) -> str:
        """The employee number."""
        return self.person.employee_id

    @property
    def name(self) -> str:
        """The name."""
        return self.person.name

    @property
    def department(self) -> str:
        """The department."""
        return self.person.department

    @property
    def position(self) -> str:
        """The position."""
        return self.person.position

    @property
    def supervisor(self) -> str:
        """The name of the direct supervisor."""
        return self.person.supervisor

    @property
    def active(self) -> bool:
        """Whether forms are issued to this person."""
        return self.status in ISSUED

    def on_probation(self, period: Period) -> bool:
        """Whether probation lasts beyond the end of a period: by the day of confirmation, else by the status."""
        if self.confirmed is not None:
            return self.confirmed > period.last_day
        return self.status == PROBATION

    def months(self, on: date) -> int | None:
        """Return the full months of service on a day; None where the day of joining is blank."""
        return None if self.hired is None else months_between(self.hired, on)


@dataclass(frozen=True)
class Roster:
    """Everybody, and what is wrong with the list as a whole."""

    employees: tuple[Employee, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def by_number(self) -> dict[str, Employee]:
        """Everybody by employee number."""
        return {e.employee_id: e for e in self.employees}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The names of all who have not left, as forms list them."""
        return tuple(dict.fromkeys(self.label(e) for e in self.employees if e.status != LEFT))

    def label(self, employee: Employee) -> str:
        """Return the name; with the number behind it where several people bear it."""
        return f"{employee.name}_{employee.employee_id}" if self._names[employee.name] > 1 else employee.name

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(e.name for e in self.employees)

    def all_problems(self) -> list[Problem]:
        """Return the problems of the list and of every person."""
        return [*self.problems, *(p for e in self.employees for p in e.problems)]


def chosen(roster: Roster, only: Sequence[str]) -> list[Employee]:
    """Return the employees named in ``only``, or all; raise Refusal for numbers that are not there."""
    if not only:
        return list(roster.employees)
    known = {fold(e.employee_id): e for e in roster.employees}
    unknown = [number for number in only if fold(number) not in known]
    if unknown:
        raise Refusal(
            *(
                problem("employee-unknown", found=number, expected=phrase("a number in the roster"))
                for number in unknown
            )
        )
    return list({fold(number): known[fold(number)] for number in only}.values())
