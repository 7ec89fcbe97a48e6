"""The people of the year 2026: department, schemes, plans and level of performance by month.

``levels``: the approximate totals of a person's forms, one per month or quarter; ``-``: no form. ``before``: the totals
of October to December 2025, to be imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsappraise.base.period import Period
from xlsappraise.roster import COLUMNS, PLANS
from xlsappraise.roster.people import LEVEL_SINCE

YEAR = 2026
SHOP, CENTRE, AFTER = "网店客服部", "客服中心", "售后服务部"
PRESALES, POOL, AFTERSALES = "presales-weighted", "composite-bonus-pool", "aftersales-weighted"
FLOOR, GRADES = "floor-supervisor", "supervisor-five-grades"
VIRTUE, ANNUAL, QUARTERLY = "de-qin-neng-ji", "annual-de-qin-neng-ji", "marketing-quarterly-manager"
SHOP_PLANS = "flagship-store-pay、pk-ranking、shop-awards、shop-fines、career-ladder"
AFTER_PLANS = "售后客服指标奖、agent-grades"
FLOOR_PLAN, POOL_PLAN, QUARTER_PLAN = "floor-supervisor-pay", "综合考评奖金池", "marketing-quarterly-pay"
DIRECTOR = "郑海涛"
HEADS = {SHOP: "方慧", CENTRE: "周敏", AFTER: "赵晓峰"}


@dataclass(frozen=True, slots=True)
class Spell:
    """A person's department, position, schemes (ids), plans and grade, valid from the month ``since`` on."""

    since: int
    department: str
    position: str
    schemes: tuple[str, ...]
    plans: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the 24 people. ``away``: the months on approved leave."""

    number: str
    name: str
    hired: date
    confirmed: date
    spells: tuple[Spell, ...]
    levels: Mapping[str, str]
    before: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    left: date | None = None
    away: frozenset[int] = frozenset()

    def spell(self, month: int) -> Spell:
        """Return the spell of a month."""
        return next(spell for spell in reversed(self.spells) if spell.since <= month)

    def level_since(self, month: int) -> date | None:
        """Return the day on which the grade of a month was reached; a low first one counts from joining."""
        level = self.spell(month).level
        if not level:
            return None
        first = self.spells[0].level
        since = self.hired if first in ("见习", "初级") else self.confirmed
        held = first
        for spell in self.spells:
            if spell.since <= month and spell.level != held:
                since, held = month_of(spell.since).first_day, spell.level
        return since

    def supervisor(self, month: int) -> str:
        """Return the name of the rater."""
        head = HEADS[self.spell(month).department]
        return DIRECTOR if self.name == head or QUARTERLY in self.spell(month).schemes else head

    def in_roster(self, month: int) -> bool:
        """Return whether the person is in the roster of a month: has joined, whether or not they have left."""
        return self.hired <= month_of(month).last_day

    def status(self, month: int, *, closing: bool = False) -> str:
        """Return the roster's status at the beginning of a month, or at its close, when leavers are marked."""
        day = month_of(month).last_day if closing else month_of(month).first_day
        if self.left is not None and (self.left < day or (closing and self.left <= day)):
            return "离职"
        if month in self.away:
            return "休假"
        return "试用" if self.confirmed > month_of(month).last_day else "正式"

    def level(self, scheme: str, index: int) -> float | None:
        """Return the level in a month or quarter (from 1); None if there is no form."""
        shown = self.levels.get(scheme, "").split()
        return None if index > len(shown) or shown[index - 1] == "-" else float(shown[index - 1])


def month_of(number: int) -> Period:
    """Return a month of the year."""
    return Period("month", YEAR, number)


def _head(department: str, *more: str) -> Spell:
    return Spell(1, department, "客服主管", (GRADES, *more))


def _shop(since: int, level: str, department: str = SHOP) -> Spell:
    return Spell(since, department, "售前客服", (PRESALES,), SHOP_PLANS, level)


def _after(since: int, level: str, *more: str) -> Spell:
    return Spell(since, AFTER, "售后客服", (AFTERSALES, *more), AFTER_PLANS, level)


FLOOR_SPELL = Spell(1, CENTRE, "现场主管", (FLOOR,), FLOOR_PLAN)


def _pool(level: str) -> Spell:
    return Spell(1, CENTRE, "网店客服", (POOL,), POOL_PLAN, level)


PEOPLE = (
    # 方慧: 优秀 in April and May, on leave in June, 优秀 in July: the leave does not end the streak
    Person("Y001", "方慧", date(2022, 3, 1), date(2022, 6, 1), (_head(SHOP),),
           {GRADES: "84 85 88 91.5 92 - 93 85 86 88 87 89"}, {GRADES: (83, 84.5, 82)}, away=frozenset({6})),
    Person("Y002", "何勇", date(2021, 8, 2), date(2021, 11, 2),
           (Spell(1, SHOP, "营销客服经理", (QUARTERLY,), QUARTER_PLAN),), {QUARTERLY: "98 103 95 106"}),
    Person("Y003", "林峰", date(2023, 4, 3), date(2023, 7, 3),
           (Spell(1, SHOP, "营销客服主管", (QUARTERLY,), QUARTER_PLAN),), {QUARTERLY: "92 88 97 101"}),
    # 郭芳 is promoted from 初级 to 高级 and becomes a candidate for 储备主管
    Person("Y004", "郭芳", date(2025, 3, 10), date(2025, 6, 10), (_shop(1, "初级"), _shop(4, "中级"), _shop(7, "高级")),
           {PRESALES: "94 94 95 95 95 96 95 89 95 96 97 95"}, {PRESALES: (84, 86, 88)}),
    Person("Y005", "罗兰", date(2024, 5, 6), date(2024, 8, 6), (_shop(1, "中级"),),
           {PRESALES: "92 91 91.5 88 87 89 91 93 92 89 88 90"}, {PRESALES: (90, 91, 92)}),
    # 许诺 ranks below the first three; HR follows the proposal in May
    Person("Y006", "许诺", date(2023, 9, 4), date(2023, 12, 4), (_shop(1, "中级"), _shop(5, "初级")),
           {PRESALES: "80 79 78 77 80 82 83 85 86 87 86 88"}, {PRESALES: (87, 88, 89)}),
    Person("Y007", "冯雪", date(2026, 4, 6), date(2026, 7, 6), (_shop(4, "见习"), _shop(7, "初级")),
           {PRESALES: "- - - 70 74 78 81 82 83 84 85 87"}),
    Person("Y008", "曹颖", date(2024, 11, 11), date(2025, 2, 11), (_shop(1, "初级"),),
           {PRESALES: "86 85 86.5 84 83 82.5"}, {PRESALES: (85, 86, 85)}, left=date(2026, 6, 30)),
    # 丁磊 is below 60 from August on, and leaves in November
    Person("Y009", "丁磊", date(2025, 1, 13), date(2025, 4, 13), (_shop(1, "初级"),),
           {PRESALES: "75 74 73 72 71 69 66 56 55 54 57"}, {PRESALES: (77, 76, 75)}, left=date(2026, 11, 30)),
    # 卢静 keeps her scheme and plans in another department from July on
    Person("Y010", "卢静", date(2024, 2, 19), date(2024, 5, 19), (_shop(1, "初级"), _shop(7, "初级", CENTRE)),
           {PRESALES: "84 83 85 83 86 84 85 87 84 88 86 87"}, {PRESALES: (83, 84, 84.5)}),
    # 周敏: 待提高 in March, no form in April, 待提高 in May and June: the missing form ends the streak
    Person("Y011", "周敏", date(2022, 9, 5), date(2022, 12, 5), (_head(CENTRE),),
           {GRADES: "78 72 65 67 66 64 75 77 80.5 79 82 81"}, {GRADES: (79, 80.5, 77)}),
    Person("Y012", "韩冰", date(2023, 11, 20), date(2024, 5, 20), (FLOOR_SPELL,),
           {FLOOR: "92 90 91 93 92 94 90 91 93 94 92 95"}, {FLOOR: (91, 90.5, 92)}),
    Person("Y013", "谭军", date(2024, 6, 3), date(2024, 12, 3), (FLOOR_SPELL,),
           {FLOOR: "86 87 85 86 88 87 90 86 85 88 87 89"}, {FLOOR: (86, 85, 87)}),
    # 姚莉 is last of her scheme in the second and the third quarter
    Person("Y014", "姚莉", date(2025, 2, 10), date(2025, 8, 10), (FLOOR_SPELL,),
           {FLOOR: "80 81 79.5 71 70 72 69 70 68 84 85 86"}, {FLOOR: (82, 80, 81)}),
    Person("Y015", "彭飞", date(2026, 1, 5), date(2026, 4, 15), (FLOOR_SPELL,),
           {FLOOR: "72 74 75 79 80 81 82 83 80 78 79 81"}),
    Person("Y016", "高洁", date(2023, 3, 6), date(2023, 6, 6), (_pool("高级"),),
           {POOL: "96 97 101 99 103 98 95 88 96 98 100 102"}, {POOL: (95, 96, 90)}),
    # 宋佳 fails in May and June
    Person("Y017", "宋佳", date(2024, 8, 12), date(2024, 11, 12), (_pool("中级"),),
           {POOL: "85 84 82 76 57 56 72 75 78 80 82 84"}, {POOL: (86, 85, 93)}),
    # 唐宁 changes department, scheme and plans in October
    Person("Y018", "唐宁", date(2025, 5, 19), date(2025, 8, 19), (_pool("初级"), _after(10, "中级")),
           {POOL: "82 83 84 85 84 86 87 92 85", AFTERSALES: "- - - - - - - - - 81 84 86"}, {POOL: (84, 83, 82)}),
    Person("Y019", "马俊", date(2026, 3, 2), date(2026, 6, 2), (_pool("初级"),),
           {POOL: "- - 68 70 73 75 76 78 74 72 75 77"}),
    # 赵晓峰 is 差 from September to November; he is also appraised as managing staff
    Person("Y020", "赵晓峰", date(2020, 6, 1), date(2020, 9, 1), (_head(AFTER, VIRTUE, ANNUAL),),
           {GRADES: "76 75 77 74 73 72.5 75 72 57 55 56 71", VIRTUE: "97 96 98 95 97 96 95 94 90 91 92 95",
            ANNUAL: "93"}, {GRADES: (78, 77, 79), VIRTUE: (97, 98, 96)}),
    Person("Y021", "梁晨", date(2024, 2, 26), date(2024, 5, 26), (_after(1, "高级", VIRTUE, ANNUAL),),
           {AFTERSALES: "88 87 89 90 88 91 92 90 93 91 92 94", VIRTUE: "98 99 98 97 99 98 99 97 98 99 98 99",
            ANNUAL: "98"}, {AFTERSALES: (87, 88, 86), VIRTUE: (98, 97, 99)}),
    Person("Y022", "白雪", date(2026, 1, 5), date(2026, 4, 5), (_after(1, "初级"), _after(5, "中级")),
           {AFTERSALES: "71 73 76 78 80 79 82 83 81 84 85 84"}),
    # 葛红 ends the year above 100 points: 优秀员工
    Person("Y023", "葛红", date(2019, 7, 8), date(2019, 10, 8), (Spell(1, AFTER, "售后客服", (VIRTUE, ANNUAL)),),
           {VIRTUE: "101 103 100 104 102 101 103 105 102 104 103 106", ANNUAL: "106"}, {VIRTUE: (100, 101, 102)}),
    Person("Y024", "沈悦", date(2026, 10, 12), date(2027, 1, 12), (_shop(10, "见习", CENTRE),),
           {PRESALES: "- - - - - - - - - 63 68 73"}),
)  # fmt: skip
BY_NUMBER = {person.number: person for person in PEOPLE}


def roster(month: int, *, closing: bool = False) -> list[dict[str, Any]]:
    """Return the roster of a month, a row a person by heading."""
    return [_row(person, month, closing) for person in PEOPLE if person.in_roster(month)]


def _row(person: Person, month: int, closing: bool) -> dict[str, Any]:
    spell = person.spell(month)
    row = {
        "employee_id": person.number, "name": person.name, "department": spell.department, "position": spell.position,
        "schemes": "、".join(spell.schemes), "supervisor": person.supervisor(month),
        "email": f"head{list(HEADS).index(spell.department) + 1}@example.com", "indirect": DIRECTOR,
        "hired": person.hired, "confirmed": person.confirmed, "status": person.status(month, closing=closing),
        "level": spell.level,
    }  # fmt: skip
    return {COLUMNS[name]: value for name, value in row.items()} | {
        PLANS: spell.plans, LEVEL_SINCE: person.level_since(month),
    }  # fmt: skip


def appraised(period: Period) -> list[tuple[Person, str]]:
    """Return (person, scheme id) of each form in a period."""
    month = period.last_day.month
    index = month if period.kind == "month" else period.number or 1
    return [
        (person, scheme)
        for person in PEOPLE
        if person.in_roster(month)
        for scheme in person.spell(month).schemes
        if _kind(scheme) == period.kind and person.level(scheme, index) is not None
    ]


def _kind(scheme: str) -> str:
    return {QUARTERLY: "quarter", ANNUAL: "year"}.get(scheme, "month")
