"""What the year must come to, worked out from the entered figures alone: no rule of the program is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from samples.year.people import AFTERSALES, ANNUAL, FLOOR, GRADES, POOL, PRESALES, QUARTERLY, VIRTUE

Values = Mapping[str, Any]
CENT = Decimal("0.01")


def cents(value: Decimal) -> Decimal:
    """Round half away from zero; nothing here is below 0."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def number(value: Any) -> Decimal:
    return Decimal(str(value))


def ratio(values: Values, name: str) -> Decimal:
    return number(values[f"{name}.actual"]) / number(values[f"{name}.target"])


def capped(points: int, part: Decimal) -> Decimal:
    return cents(points * min(Decimal(1), part))


def presales(values: Values) -> Decimal:
    return (
        capped(35, number(values["service_score.actual"]) / 100)
        + capped(30, ratio(values, "conversion"))
        + capped(20, ratio(values, "order_value"))
        + capped(10, ratio(values, "customers_received"))
        + capped(5, 1 / ratio(values, "refund_rate"))
    )


def aftersales(values: Values) -> Decimal:
    service = capped(40, number(values["service_score.actual"]) / 100)
    return service + capped(40, ratio(values, "resolution")) + capped(20, ratio(values, "customers_received"))


def without_raters(values: Values) -> Values:
    """Return the entries of a form with several raters by their plain names, where one rater alone has an entry."""
    return {name.partition("@")[0]: value for name, value in values.items()}


def composite(values: Values) -> Decimal:
    team = cents((number(values["team_task.rating@operations"]) + number(values["team_task.rating@supervisor"])) / 2)
    values = without_raters(values)
    additions = sum(v for name, v in values.items() if name.startswith("additions.") and isinstance(v, int))
    marks = number(values["handover.rating"]) + number(values["quality_ability.rating"])
    lost = 2 * values.get("mandarin.not_spoken", 0)
    return team + marks + capped(30, ratio(values, "callback_satisfaction")) + 5 * additions - lost


def ratings(values: Values) -> Decimal:
    return sum((number(v) for name, v in values.items() if name.endswith(".rating")), Decimal(0))


def virtue(values: Values) -> Decimal:
    found = sum(v for name, v in values.items() if name.endswith(".finding"))
    assert all(v <= 5 for name, v in values.items() if name.endswith(".finding")), "no sub-item is used up"
    return Decimal(100) - found + values.get("adjustment.1.points", 0)


def quarterly(values: Values) -> Decimal:
    values = without_raters(values)
    amount, quantity = (
        number(values[f"sales_task.{name}_actual"]) / number(values[f"sales_task.{name}_target"])
        for name in ("amount", "quantity")
    )
    sales = (amount + quantity) / 2
    months = [number(values[f"sales_plan.{name}_month_actual"]) for name in ("first", "second", "third")]
    plan, rate = sum(months, Decimal(0)) / 3, number(values["sales_plan.full_at"])
    return (
        (Decimal(60) if sales >= Decimal("0.9") else cents(60 * sales))
        + capped(20, ratio(values, "receivables") / number(values["receivables.required"]))
        + (Decimal(20) if plan >= rate else cents(20 * plan))
        + capped(10, ratio(values, "main_work"))
    )


TOTALS: dict[str, Callable[[Values], Decimal]] = {
    PRESALES: presales,
    AFTERSALES: aftersales,
    POOL: composite,
    GRADES: ratings,
    FLOOR: ratings,
    VIRTUE: virtue,
    ANNUAL: virtue,
    QUARTERLY: quarterly,
}


def rank(own: Decimal, everybody: list[Decimal]) -> int:
    """Return the place of a total; ties share the better one."""
    return 1 + sum(1 for other in everybody if other > own)


def mean(values: list[Decimal]) -> Decimal:
    return cents(sum(values, Decimal(0)) / len(values))
