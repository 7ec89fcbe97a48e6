"""The entries of HR in the facts workbooks: figures of people, incidents, settings, check marks, leave.

Some are wrong or missing on purpose: ``BLANK``, ``WRONG`` and the settings of January.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from samples.year.forms import entries, near
from samples.year.people import (
    AFTER,
    AFTERSALES,
    CENTRE,
    FLOOR,
    PEOPLE,
    PRESALES,
    QUARTERLY,
    VIRTUE,
    Person,
    appraised,
)
from xlsappraise.base.period import Period

YES, NO = "是", "否"
TEAM_TARGET, POOL_BASE = 82, 12000
TARGET_FROM = "2026-02"
"""The first month with a team target; before, the team's part of the commission is withheld"""
BLANK = {("Y003", "2026-Q2", "季度奖基数（元）")}
WRONG = {("Y006", "2026-11", "个人销售额（元）"): "十二万"}
SALES_MONTH, SALES, SALES_POOL = "2026-08", 820000, 12840.0
"""The month in which the pool is computed: 20,000 × 1 % + 30,000 × 1.5 % + 770,000 × 2 % = 16,050; × 80 % = 12,840"""
UNKNOWN_RATE = "2026-10"
"""The month in which the shop's rate of refunds is blank"""
NO_FULL_ATTENDANCE = {
    ("Y012", 5), ("Y013", 2), ("Y014", 7), ("Y015", 10), ("Y004", 8), ("Y006", 3), ("Y009", 9), ("Y010", 11),
}  # fmt: skip
FAILED_GATE: dict[int, dict[str, Any]] = {4: {"退款率": 0.052}, 3: {"纠纷件数": 4}, 6: {"DSR 评分": 4.5}}
CONFIRMED: dict[tuple[str, str], str] = {
    ("Y004", "2026-03"): "中级客服的条件",
    ("Y004", "2026-06"): "高级客服的条件",
    ("Y004", "2026-12"): "储备主管的条件",
    ("Y007", "2026-06"): "初级客服的条件",
    ("Y021", "2026-09"): "资深客服的要求",
    ("Y022", "2026-04"): "中级客服的要求",
}
"""Whose checklist is confirmed, line by line, in which month"""
VOTES = {("Y004", "2026-03"): 0.86, ("Y004", "2026-06"): 0.91}
SHOP_INCIDENTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("Y006", "2026-01-07", "上班长时间打电话，影响工作", {}),
    ("Y006", "2026-01-14", "上班长时间打电话，影响工作", {}),
    ("Y006", "2026-01-21", "上班玩游戏，影响工作", {}),
    ("Y010", "2026-01-18", "让顾客退款重拍", {"times": 2}),
    ("Y009", "2026-02-03", "忘记打卡", {"settled": "2026-02-05", "note": "已补签"}),
    ("Y009", "2026-02-12", "忘记打卡", {"settled": "2026-02-18", "note": "补签已过三天"}),
    ("Y017", "2026-03-11", "警告", {"note": "交接不清"}),
    ("Y008", "2026-03-16", "值班没有登录旺旺，没有特别原因", {"times": 4}),
    ("Y010", "2026-03-20", "让顾客退款重拍", {"times": 4}),
    ("Y009", "2026-04-09", "备注错误损失", {"amount": 180.5}),
    ("Y005", "2026-05-12", "特殊要求订单损失", {"amount": 999.99}),
    ("Y006", "2026-05-20", "因服务原因被买家投诉（核实）", {"times": 2}),
    ("Y007", "2026-05-22", "旷工（含请假没有书面申请和批准）", {}),
    ("Y004", "2026-06-15", "让顾客退款重拍", {"times": 3}),
    ("Y009", "2026-07-08", "私自离岗，没有做好调班", {}),
    ("Y019", "2026-08-06", "警告", {"note": "客户信息外泄"}),
    ("Y010", "2026-08-11", "备注错误损失", {"amount": 75.35}),
    ("Y019", "2026-09-10", "警告", {"note": "未按流程登记"}),
    ("Y009", "2026-09-17", "服务态度被投诉，损坏公司形象", {"times": 2}),
    ("Y019", "2026-10-19", "警告", {"note": "擅自离岗"}),
    ("Y009", "2026-10-22", "与客户对骂", {}),
    ("Y024", "2026-11-12", "同时用餐，电话无人接听（记值班人员）", {}),
    ("Y007", "2026-12-02", "响过五声未接被投诉，属实", {"times": 3}),
)
YEAR_SUMS = (8000, 4000, 2000)
QUARTER_BASE = {"Y002": 8000, "Y003": 5000}


@dataclass(frozen=True)
class Filled:
    """The entries of a period.

    ``people``: (employee number, heading) → value; ``departments``: (department, heading) → value; ``settings``:
    (plan's title, setting) → value; ``incidents`` and ``checks``: rows by heading. ``confirmed``: employee number → the
    checklist whose lines are all confirmed.
    """

    people: dict[tuple[str, str], Any] = field(default_factory=dict)
    departments: dict[tuple[str, str], Any] = field(default_factory=dict)
    settings: dict[tuple[str, str], Any] = field(default_factory=dict)
    incidents: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)


def filled(period: Period, *, late: bool = False) -> Filled:
    """Return the entries of HR; with ``late`` also those that are blank at first."""
    name = str(period)
    people = _figures(period)
    if not late:
        people = {key: value for key, value in people.items() if (key[0], name, key[1]) not in BLANK}
    wrong = {(number, title): value for (number, when, title), value in WRONG.items() if when == name}
    confirmed = {number: title for (number, when), title in CONFIRMED.items() if when == name}
    return Filled(
        people | wrong, _departments(period), _settings(period), _incidents(period), _checks(period), confirmed
    )


def _figures(period: Period) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    for person, scheme in appraised(period):
        if period.kind == "month":
            found |= {(person.number, title): v for title, v in figures(person, scheme, period).items()}
        elif scheme == QUARTERLY:
            found[person.number, "季度奖基数（元）"] = QUARTER_BASE[person.number]
    if period.kind != "month":
        return found
    found |= {(person.number, "批准休假"): YES for person in PEOPLE if period.number in person.away}
    votes = {number: share for (number, when), share in VOTES.items() if when == str(period)}
    return found | {(number, "匿名投票支持率"): share for number, share in votes.items()}


def figures(person: Person, scheme: str, period: Period) -> dict[str, Any]:
    """Return the figures of a person in a month; those that the form has too are equal."""
    chance = Random(f"{person.number} figures {period}")
    attended = NO if (person.number, period.number) in NO_FULL_ATTENDANCE else YES
    level = person.level(scheme, period.number) or 0
    form = entries(person, scheme, period)
    if scheme == PRESALES:
        sales = round(near(chance, 3000 * level - 90000, 0.005), 2)
        return {
            "全勤（整月无迟到、早退、旷工、请假）": attended,
            "个人销售额（元）": sales, "订单总额（元）": sales, "询单转化率": form["conversion.actual"],
            "付款率": round(near(chance, 0.72 + level / 500), 4),
            "平均响应时间（秒）": round(near(chance, 78 - level / 2), 1),
            "接待语气与服务评分": round(min(5.0, near(chance, 3.2 + level / 60)), 2),
            "接待人数": form["customers_received.actual"],
        }  # fmt: skip
    if scheme == AFTERSALES:
        return {
            "初次买家发展成的老客户月底成交订单总额（元）": round(near(chance, 400 * level + 20000, 0.05), 2),
        }
    return {"敬业（当月无请假、无调休，完全按排班上岗）": attended} if scheme == FLOOR else {}


def _departments(period: Period) -> dict[tuple[str, str], Any]:
    """Return the indicators of the shop, and the sales of the department whose pool is computed."""
    if period.kind != "month":
        return {}
    chance = Random(f"{AFTER} figures {period}")
    shop = {
        "退款率": round(near(chance, 0.031), 4), "退款时长（小时）": round(near(chance, 20, 0.1), 1),
        "纠纷件数": int(3 * chance.random()), "DSR 评分": round(near(chance, 4.82), 2),
        "店铺内部投诉件数": int(2 * chance.random()), **FAILED_GATE.get(period.number, {}),
    }  # fmt: skip
    if str(period) == UNKNOWN_RATE:
        del shop["退款率"]
    sales = {"部门业绩（元）": SALES} if str(period) == SALES_MONTH else {}
    return {(AFTER, title): value for title, value in shop.items()} | {
        (CENTRE, title): value for title, value in sales.items()
    }


def pool_of(period: Period) -> float:
    """Return the pool of a month in yuan."""
    if str(period) == SALES_MONTH:
        return SALES_POOL
    return POOL_BASE + {6: 3000, 11: 5000.5, 12: 1234.57}.get(period.number, 100 * period.number)


def _settings(period: Period) -> dict[tuple[str, str], Any]:
    if period.kind == "year":
        return {
            ("现场主管绩效奖与底薪", f"年度奖各档金额（元）·{label}"): amount
            for label, amount in zip(("第一档", "第二档", "第三档"), YEAR_SUMS, strict=True)
        }
    if period.kind == "quarter":
        return {}
    found: dict[tuple[str, str], Any] = {}
    if str(period) != SALES_MONTH:
        found["综合考评奖金池", "本月奖金池（元）"] = pool_of(period)
    if str(period) >= TARGET_FROM:
        found["旗舰店客服提成与奖励", "团队平均分目标"] = TEAM_TARGET
    return found


def _incidents(period: Period) -> list[dict[str, Any]]:
    if period.kind != "month":
        return []
    titles = {"times": "次数", "amount": "金额", "settled": "补救日期", "note": "说明"}
    rows = []
    for number, day, kind, more in SHOP_INCIDENTS:
        if day.startswith(str(period)):
            extra = {titles[key]: _cell(key, value) for key, value in more.items()}
            rows.append({"工号": number, "日期": date.fromisoformat(day), "类别": kind, **extra})
    return rows


def _cell(key: str, value: Any) -> Any:
    return date.fromisoformat(value) if key == "settled" else value


def _checks(period: Period) -> list[dict[str, Any]]:
    """Return two check marks a month of each person with an annual form."""
    if period.kind != "month":
        return []
    rows = []
    for person, scheme in appraised(period):
        if scheme != VIRTUE:
            continue
        chance = Random(f"{person.number} checks {period}")
        level = min(100.0, person.level(scheme, period.number) or 0)
        for day in (9, 23):
            points = round(2 * min(100.0, near(chance, level))) / 2
            rows.append({"工号": person.number, "日期": date(period.year, period.number, day), "得分": points})
    return rows
