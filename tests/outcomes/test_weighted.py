"""A year made of weighted parts: the worked example, parts that are missing, the title above 100."""

from __future__ import annotations

import pytest

from tests.outcomes.results import MONTHLY, annual, of_person, score, standing, told
from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.rollup import Rolled
from xlsappraise.results.standing import Standing
from xlsappraise.results.weighted import weighted
from xlsappraise.schemes import Scheme

YEAR = Period.parse("2026")
MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]
WHO = {"1": Person("1", "王小燕", "客服一部", "专员", "李建国")}


def one(own: Standing, of: Scheme | None = None, marks: tuple[float, ...] = (88, 92)) -> Rolled:
    """Return the only result; the person was given the year-end form."""
    scheme = of or annual()
    schemes = {scheme.id: scheme, "monthly": MONTHLY}
    (found,) = weighted(YEAR, own, schemes, {"annual": WHO}, {"1": marks} if marks else {})
    return found


def year(total: float, months: float = 96, of: Scheme | None = None) -> Standing:
    return standing(
        [*of_person("1", dict.fromkeys(MONTHS, months)), score("1", "2026", total, of or annual())]
    )  # fmt: skip


def test_the_worked_example() -> None:
    """Checks 88 and 92: 90 × 0.2 + 96 × 0.3 + 104 × 0.5 = 18 + 28.8 + 52 = 98.80."""
    found = one(year(104))
    assert told(found) == (98.8, "优秀", [])
    assert [(part.spec.title, part.value, part.count) for part in found.parts] == [
        ("平时检查", 90.0, 2), ("月度考核", 96.0, 12), ("年终考核", 104.0, 1)
    ]  # fmt: skip
    assert found.award is None


@pytest.mark.parametrize(("total", "result", "award"), [(106.4, 100.0, None), (106.42, 100.01, "优秀员工")])
def test_only_who_comes_above_100_gets_the_title(total: float, result: float, award: str | None) -> None:
    found = one(year(total))
    assert (found.total, found.award) == (result, award)


def test_monthly_totals_above_100_carry_over_uncapped() -> None:
    # 90 × 0.2 + 120 × 0.3 + 104 × 0.5 = 106
    assert one(year(104, months=120)).total == 106.0


def test_parts_enter_unrounded() -> None:
    """Checks 90.00, 90.00, 90.01: 18.000666… + 28.8 + 0.5 × 104.01 = 98.8057 → 98.81."""
    found = one(year(104.01), marks=(90, 90, 90.01))
    assert found.total == 98.81


@pytest.mark.parametrize(
    ("own", "marks", "lacking"),
    [
        (year(104), (), ["平时检查"]),
        (standing(of_person("1", dict.fromkeys(MONTHS, 96.0))), (90,), ["年终考核"]),
        (standing([score("1", "2026", 104, annual())]), (90,), ["月度考核"]),
    ],
)
def test_a_missing_part_leaves_no_result_or_its_weight_to_the_others(
    own: Standing, marks: tuple[float, ...], lacking: list[str]
) -> None:
    found = one(own, marks=marks)
    assert (found.total, found.grade) == (None, None)
    assert [part.spec.title for part in found.parts_missing] == lacking
    there = {"平时检查": (0.2, 90), "月度考核": (0.3, 96), "年终考核": (0.5, 104)}
    del there[lacking[0]]
    expected = sum(w * v for w, v in there.values()) / sum(w for w, _v in there.values())
    scaled = one(own, annual(missing="mean"), marks)
    assert scaled.total == pytest.approx(expected, abs=0.005)
    assert [part.spec.title for part in scaled.parts_missing] == lacking


def test_a_missing_month_follows_the_monthly_scheme() -> None:
    months = dict.fromkeys(MONTHS[1:], 96.0)
    found = one(standing([*of_person("1", dict(months)), score("1", "2026", 104, annual())]))
    assert told(found) == (98.8, "优秀", ["2026-01"])
    assert found.parts[1].count == 11


def test_an_imported_year_stands_as_it_is() -> None:
    own = standing([*of_person("1", dict.fromkeys(MONTHS, 60.0)), score("1", "2026", 101, annual(), "history")])
    found = one(own)
    assert (found.total, found.imported, found.parts, found.award) == (101, True, (), "优秀员工")


def test_everybody_with_a_form_has_a_row_and_nobody_else() -> None:
    schemes = {"annual": annual(), "monthly": MONTHLY}
    own = standing(of_person("2", dict.fromkeys(MONTHS, 96.0)))
    rows = weighted(YEAR, own, schemes, {"annual": WHO}, {"2": [90.0]})
    assert [(row.person.employee_id, row.total) for row in rows] == [("1", None)]
    assert weighted(Period.parse("2026-Q4"), own, schemes, {"annual": WHO}, {}) == []


def test_a_scheme_that_is_not_there_is_a_missing_part() -> None:
    (found,) = weighted(YEAR, year(104), {"annual": annual()}, {"annual": WHO}, {"1": [90.0]})
    assert found.total is None and [part.spec.title for part in found.parts_missing] == ["月度考核"]
