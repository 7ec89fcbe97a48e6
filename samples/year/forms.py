"""The entries of supervisors: inputs of a form by id whose total is near a level; the same in every run."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from samples.year.people import (
    AFTERSALES,
    ANNUAL,
    FLOOR,
    GRADES,
    POOL,
    PRESALES,
    QUARTERLY,
    VIRTUE,
    Person,
)
from xlsappraise.base.period import Period
from xlsappraise.forms.layout.checked import checked_choices
from xlsappraise.schemes import Library, Scheme

SIGNED = "评分完成"
OPERATIONS = "苏宏"
"""Who heads the operations and marks the tasks of teams too"""
Entries = dict[str, Any]

# A tie for the first place of the floor supervisors in July: 90 points each.
TIE = {"data.rating": 36, "customer_experience.rating": 13.5, "process.rating": 13.5, "growth.rating": 27}
LIBRARY = Library()
EXACT: dict[tuple[str, str], Entries] = {("Y012", "2026-07"): TIE, ("Y013", "2026-07"): TIE}
SUB_ITEMS = (
    "ethics", "service_attitude", "discipline", "relations", "attendance", "participation", "initiative",
    "coordination", "business", "organising", "managing", "innovating", "efficiency", "training_effect",
    "work_effect", "other_work",
)  # fmt: skip
PRAISE = ("客户来信表扬", "提出改进建议并被采纳", "主动顶班", "带教新人有成效", "妥善处理重大投诉")


def entries(person: Person, scheme: str, period: Period) -> Entries:
    """Return the inputs of a person's form by id, signed."""
    month = period.last_day.month
    index = month if period.kind == "month" else period.number or 1
    level = person.level(scheme, index)
    assert level is not None, "only those who are appraised have forms"
    chance = Random(f"{person.number} {scheme} {period}")
    form = LIBRARY[scheme].for_position(person.spell(month).position)
    values = {**MAKERS[scheme](level, chance), **EXACT.get((person.number, str(period)), {})}
    signed = {
        "signoff.name": person.supervisor(month), "signoff.date": period.last_day, "signoff.done": SIGNED,
    }  # fmt: skip
    if scheme == GRADES:
        signed["field.interview_date"] = period.last_day
    if scheme == POOL:
        signed["signoff.name@operations"] = OPERATIONS
    return by_rater(form, values | signed) | checked(form, values)


def checked(form: Scheme, values: Entries) -> Entries:
    """Return what is said at the end of each section in which nothing has to be entered."""
    found: Entries = {}
    for number, section in enumerate(form.sections, 1):
        choices = checked_choices(form, section, form.say)
        if choices is not None:
            ids = {criterion.id for criterion in section.criteria}
            lapses = any(value for name, value in values.items() if name.partition(".")[0] in ids)
            found[f"checked.{number}"] = choices[1 if lapses else 0]
    return found


def by_rater(form: Scheme, values: Entries) -> Entries:
    """Return the entries with their raters, where a form has a column for each of several."""
    if not form.shared:
        return values
    markers = {criterion.id: form.markers(criterion) for criterion in form.criteria}
    found: Entries = {}
    for name, value in values.items():
        part = name.partition(".")[0]
        if "@" in name or name.endswith(".remark"):
            found[name] = value
        else:
            raters = form.raters if part == "signoff" else markers[part]
            found |= {f"{name}@{rater.id}": value for rater in raters}
    return found


def near(chance: Random, value: float, spread: float = 0.01) -> float:
    """Return a random value within ``spread`` (a part of 1) of another one."""
    return value * (1 + spread * (2 * chance.random() - 1))


def half_points(chance: Random, points: float, level: float) -> float:
    """Return a mark in steps of 0.5, near ``level`` percent of the points."""
    return min(points, round(2 * near(chance, points * level / 100)) / 2)


def presales(level: float, chance: Random) -> Entries:
    """Return rates and counts against their targets, for presales."""
    part = level / 100
    return {
        "service_score.actual": round(near(chance, 100 * part), 1),
        "conversion.actual": round(near(chance, 0.42 * part), 4), "conversion.target": 0.42,
        "order_value.actual": round(near(chance, 186 * part), 2), "order_value.target": 186,
        "customers_received.actual": round(near(chance, 1450 * part)), "customers_received.target": 1450,
        "refund_rate.actual": round(near(chance, 0.03 / part), 4), "refund_rate.target": 0.03,
    }  # fmt: skip


def aftersales(level: float, chance: Random) -> Entries:
    """Return rates and counts against their targets, for aftersales."""
    part = level / 100
    return {
        "service_score.actual": round(near(chance, 100 * part), 1),
        "resolution.actual": round(near(chance, 0.95 * part), 4), "resolution.target": 0.95,
        "customers_received.actual": round(near(chance, 620 * part)), "customers_received.target": 620,
    }  # fmt: skip


def composite(level: float, chance: Random) -> Entries:
    """Return marks up to 94 points, and additions for levels above."""
    bonus = 5 * max(0, -(-(level - 94) // 5))
    plain = level - bonus
    callbacks = round(near(chance, 60, 0.2))
    found: Entries = {
        "team_task.rating@operations": half_points(chance, 30, plain),
        "team_task.rating@supervisor": half_points(chance, 30, plain),
        "handover.rating": half_points(chance, 20, plain),
        "callback_satisfaction.target": callbacks, "callback_satisfaction.actual": round(callbacks * plain / 100),
        "quality_ability.rating": half_points(chance, 20, plain),
    }  # fmt: skip
    if bonus:
        found["additions.no_complaint"] = 1
        found["additions.remark"] = "本月没有有效投诉"
    if bonus > 5:
        found["additions.stand_in"] = round(bonus / 5) - 1
    return found


def five_grades(level: float, chance: Random) -> Entries:
    """Return three marks and the interview, and for a low level what was agreed on."""
    found: Entries = {
        "performance.rating": half_points(chance, 60, level), "ability.rating": half_points(chance, 20, level),
        "attitude.rating": half_points(chance, 20, level),
    }  # fmt: skip
    found["field.interview_record"] = "结果已当面反馈。"
    if level < 70:
        found["field.interview_record"] = "本月多项目标没有达成，已当面谈过原因。"
        found["field.agreed_changes"] = "每周报一次进度。"
    return found


def floor(level: float, chance: Random) -> Entries:
    """Return four marks, and the figures that support them."""
    return {
        "data.rating": half_points(chance, 40, level), "customer_experience.rating": half_points(chance, 15, level),
        "process.rating": half_points(chance, 15, level), "growth.rating": half_points(chance, 30, level),
        "field.answer_rate": round(near(chance, 0.88 + level / 1000), 3),
        "field.satisfaction": round(near(chance, 0.87 + level / 1000), 3),
        "field.quality_score": round(near(chance, level), 1), "field.exam_score": round(near(chance, level)),
    }  # fmt: skip


def virtue(level: float, chance: Random) -> Entries:
    """Return findings of one point each, and commendations for the points above 100."""
    praise = round(max(0.0, level - 100)) + (1 if level > 100 else 0)
    found: Entries = {}
    for _finding in range(round(100 + praise - level)):
        item = f"{SUB_ITEMS[int(chance.random() * len(SUB_ITEMS))]}.finding"
        found[item] = found.get(item, 0) + 1
    found |= {f"{item.partition('.')[0]}.remark": f"{count} 起，见值班记录" for item, count in found.items()}
    if not found:
        found[f"{SUB_ITEMS[0]}.finding"] = 0  # gone through, and nothing found
    if praise:
        found["adjustment.1.points"] = praise
        found["adjustment.1.reason"] = PRAISE[int(chance.random() * len(PRAISE))]
    return found


def quarterly(level: float, chance: Random) -> Entries:
    """Return sales, receivables, plan and main work of a quarter; a level of 110 reaches all targets."""
    part = level / 110
    return {
        "sales_task.amount_actual": round(near(chance, 300 * part), 2), "sales_task.amount_target": 300,
        "sales_task.quantity_actual": round(near(chance, 5200 * part)), "sales_task.quantity_target": 5200,
        "receivables.actual": round(near(chance, 240 * 0.96 * part), 2), "receivables.target": 240,
        "receivables.required": 0.96,
        "sales_plan.first_month_actual": round(near(chance, part, 0.02), 3),
        "sales_plan.second_month_actual": round(near(chance, part, 0.02), 3),
        "sales_plan.third_month_actual": round(near(chance, part, 0.02), 3),
        "sales_plan.full_at": 0.95,
        "main_work.actual": round(20 * part), "main_work.target": 20,
    }  # fmt: skip


MAKERS: dict[str, Callable[[float, Random], Entries]] = {
    PRESALES: presales,
    AFTERSALES: aftersales,
    POOL: composite,
    GRADES: five_grades,
    FLOOR: floor,
    VIRTUE: virtue,
    ANNUAL: virtue,
    QUARTERLY: quarterly,
}
