"""Who is in the list of people, and what the list may say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from xlsappraise.base.causes import by_cause
from xlsappraise.base.days import day_number, months_between
from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.period import Period
from xlsappraise.base.person import HasPerson, Person
from xlsappraise.base.problems import Problem, Refusal, problem
from xlsappraise.base.text import fold
from xlsappraise.schemes import Scheme
from xlsappraise.typed import Codes, Column, HeadedSheet
from xlsappraise.typed.column import LONGEST_NAME

PEERS = "同级评价人"
"""A second sheet of that name may list a peer a row instead of the column"""
POSITIONS = "岗位方案"
"""A second sheet of that name may give a position its schemes"""
PLANS = "奖金方案"
LEVEL_SINCE = "任现级日期"
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


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


_NAMES = _names("姓名|名字|名称|Name")
ROSTER = HeadedSheet(
    (
        Column("employee_id", "工号", longest=LONGEST_NAME, required=True, needed=True, aliases=_names(
            "员工编号|员工号|员工工号|人员编号|职工编号|职工号|人员工号|员工代码|人员代码|员工ID|"
            "Employee ID|Employee No|Employee number|Employee code|Staff ID|Staff No|Staff number|"
            "Personnel number|Emp ID|编号"),
               help=N_("Tells people apart, also those of one name: give each number once.")),
        Column("name", "姓名", longest=LONGEST_NAME, width=14, required=True, needed=True, aliases=_names(
            "员工姓名|名字|职工姓名|人员姓名|中文姓名|Employee name|Full name|Name"),
               help=N_("The full name, as the form is to show it.")),
        Column("department", "部门", width=16, required=True, needed=True, aliases=_names(
            "所属部门|所在部门|部门名称|Department|Department name|Dept"),
               help=N_("Results are grouped by department: spell each the same way throughout.")),
        Column("position", "岗位", width=18, required=True, aliases=_names(
            "岗位名称|职务|职位|职务名称|职位名称|所在岗位|工作岗位|Position|Job title|Title|Post"),
               help=N_("The position, as the form is to show it.")),
        Column("schemes", "考核方案", width=34, needed=True, aliases=_names(
            "适用方案|考核方案名称|考核表|方案|Scheme|Schemes|Appraisal scheme"),
               help=N_("Choose a scheme; write several with 、 between them.")),
        Column("supervisor", "直接主管", longest=LONGEST_NAME, required=True, needed=True, aliases=_names(
            "直接上级|直属上级|直属主管|直接领导|直属领导|汇报对象|上级领导|上级主管|汇报上级|"
            "直接主管姓名|直属上级姓名|主管姓名|主管|上级|Supervisor|Direct supervisor|Line manager|"
            "Reports to|Supervisor name|Manager"),
               help=N_("The full name of whoever fills in this person's form.")),
        Column("email", "主管邮箱", width=26, aliases=_names(
            "直接主管邮箱|直接上级邮箱|直属上级邮箱|上级邮箱|主管电子邮箱|主管邮箱地址|Supervisor email|"
            "Supervisor's email|Manager email"),
               help=N_("Where the forms are sent to. May stay blank.")),
        Column("indirect", "间接主管", longest=LONGEST_NAME, aliases=_names(
            "间接上级|隔级上级|隔级主管|间接领导|Indirect supervisor|Second-level supervisor|"
            "Skip-level manager"),
               help=N_("The supervisor's supervisor. Only where a scheme asks for it.")),
        Column("hired", "入职日期", "date", width=14, min=EARLIEST, aliases=_names(
            "入职时间|到岗日期|到岗时间|入司日期|入司时间|入厂日期|报到日期|入职日|Hired|Hire date|"
            "Date hired|Joining date|Date of joining|Joined|Start date"),
               help=N_("A date such as 2026-03-01. May stay blank where nothing depends on it.")),
        Column("confirmed", "转正日期", "date", width=14, min=EARLIEST, aliases=_names(
            "转正时间|转正日|Confirmed|Confirmation date|Date confirmed"),
               help=N_("A date such as 2026-06-01. May stay blank.")),
        Column("status", "状态", width=10, choices=STATUSES, required=True, needed=True, aliases=_names(
            "员工状态|在职状态|人员状态|在岗状态|用工状态|Status|Employee status|Employment status"),
               help=N_("Whoever is on leave or has left gets no form.")),
        Column("level", "职级", aliases=_names(
            "员工职级|级别|职等|岗位级别|Grade|Level|Job grade"),
               help=N_("The grade, where pay or promotion depends on it. May stay blank.")),
        Column("left", "离职日期", "date", width=14, min=EARLIEST, aliases=_names(
            "离职时间|离职日|离岗日期|离岗时间|离司日期|最后工作日|最后在岗日|Left on|Left|Date left|Leaving date|"
            "Date of leaving|Last working day|Last day|Termination date|Exit date"),
               help=N_("The last working day, a date such as 2026-11-15. Blank for whoever is still there.")),
        Column("peers", PEERS, offered=False, aliases=_names(
            "同级评价人工号|Peers|Peer raters")),
        Column("plans", PLANS, offered=False, aliases=_names(
            "薪酬方案|奖金计划|Pay plan|Pay plans|Bonus plan")),
        Column("level_since", LEVEL_SINCE, "date", width=14, min=EARLIEST, offered=False, aliases=_names(
            "任现职级日期|任现级时间|现职级日期|现级别日期|定级日期|定级时间|晋级日期|最近晋升日期|晋升日期|"
            "In grade since|Grade since|Grade date|Date of grade|Level since|Promotion date|Last promotion date")),
    ),
    _CODES,
    title=N_("Roster"),
    anchors=("employee_id", "name"),
    loose=True,
    merged=True,
    elsewhere=True,
    parts=(
        ("supervisor", _NAMES, "supervisor"),
        ("supervisor", _names("邮箱|电子邮箱|邮箱地址|邮件|Email|E-mail|Email address"), "email"),
        ("indirect", _NAMES, "indirect"),
    ),
)  # fmt: skip
"""A new column is declared here; ``Employee`` has a field for each one that is offered in the blank roster"""
PEER_SHEET = HeadedSheet(
    (Column("ratee", RATEE_NUMBER, required=True), Column("peer", PEER_NUMBER, required=True)),
    _CODES,
    title=PEERS,
    loose=True,
    merged=True,
)
POSITION_SHEET = HeadedSheet(
    (
        Column("position", "岗位", width=24, required=True, aliases=ROSTER["position"].aliases),
        Column("schemes", "考核方案", width=50, required=True, aliases=ROSTER["schemes"].aliases),
    ),
    _CODES,
    title=POSITIONS,
    loose=True,
    merged=True,
)
COLUMNS = {column.id: column.title for column in ROSTER.offered}
"""The headings of a roster by the names of ``Employee``'s fields"""
SCHEME_MARKS = "、,，;；/／"


@dataclass(frozen=True, slots=True)
class Employee(HasPerson):
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
    hidden: bool = False
    """Whether the row is hidden or filtered away: no new form unless asked for"""
    plans: tuple[str, ...] = ()
    """The pay plans as written down, ids or titles; resolved where they are needed"""
    level_since: date | None = None
    """The day on which the present grade was reached, if the list says so"""
    found_at: Mapping[str, tuple[str, str, str]] = field(default_factory=dict, hash=False, compare=False)
    """File, sheet and cell of what plans need, by column; the employee number's where the column is not there"""
    left: date | None = None

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
class Understood:
    """How a list was read: its sheet, the heading of each column by title, the headings that were ignored.

    ``statuses``: what is written for a status that has another name.
    """

    file: str
    sheet: str
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Roster:
    """Everybody, and what is wrong with the list as a whole.

    ``problems`` stop all work with the list, ``loose`` ones belong to no row; ``notes`` say how it was read.
    """

    employees: tuple[Employee, ...]
    problems: tuple[Problem, ...] = ()
    loose: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    understood: Understood | None = None

    @cached_property
    def by_number(self) -> dict[str, Employee]:
        """Everybody by employee number."""
        return {e.employee_id: e for e in self.employees}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The names of all who have not left, as forms list them."""
        return tuple(dict.fromkeys(self.label(e) for e in self.employees if e.status != LEFT))

    def label(self, employee: Employee) -> str:
        """Return the name; followed by the number where several people have it."""
        return f"{employee.name}_{employee.employee_id}" if self._names[employee.name] > 1 else employee.name

    @cached_property
    def _names(self) -> Counter[str]:
        return Counter(e.name for e in self.employees)

    def all_problems(self) -> list[Problem]:
        """Return the problems of the list and of every person, one line a cause."""
        return self.problems_of(self.employees)

    def each_problem(self) -> Iterator[Problem]:
        """Yield every problem by itself, with the person whom it concerns."""
        yield from (*self.problems, *self.loose, *(p for e in self.employees for p in e.problems))

    def problems_of(self, employees: Sequence[Employee]) -> list[Problem]:
        """Return the problems of the list and of these people, one line a cause."""
        names = {e.employee_id: e.name for e in self.employees}
        own = by_cause((p for e in employees for p in e.problems), names)
        return [*by_cause(self.problems, names), *by_cause(self.loose, names), *own]


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
