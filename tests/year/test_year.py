"""A year of 24 people, from rosters to proposals: what it comes to is worked out here from the figures alone."""

from __future__ import annotations

import warnings
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from samples.year.facts import POOL_BASE, QUARTER_BASE, TEAM_TARGET, YEAR_SUMS, filled, pool_of
from samples.year.people import (
    AFTER,
    ANNUAL,
    BY_NUMBER,
    CENTRE,
    FLOOR,
    GRADES,
    PEOPLE,
    POOL,
    PRESALES,
    QUARTERLY,
    SHOP,
    VIRTUE,
    appraised,
)
from samples.year.plans import GATE_BASE
from samples.year.run import AGAIN, INCOMPLETE, LATER, MISSING, TAMPERED, Year, periods
from tests.office.office import run_jobs
from tests.year.expected import cents, mean, number, rank
from tests.year.results import (
    MONTHLY,
    MONTHS,
    QUARTERS,
    evidence,
    lines,
    paid,
    proposed,
    quarter_mean,
    rolled,
    sum_of,
    table,
    total,
    totals,
    withheld,
    year_mean,
)
from xlsappraise.base.period import Period

NINE_PLANS = {
    "flagship-store-pay", "floor-supervisor-pay", "bonus-pool", "shop-awards", "shop-fines", "aftersales-gate",
    "pk-ranking", "career-ladder", "agent-grades",
}  # fmt: skip


GAPS = {
    "2026-Q1": {"Y019": ["2026-01", "2026-02"]},  # joined in March
    "2026-Q2": {"Y011": ["2026-04"]},  # the form that was not returned
    "2026-Q3": {"Y019": ["2026-07"]},  # the one with a blank
    "2026-Q4": {"Y009": ["2026-12"]},  # left in November
}
"""The months that are missing from a quarter's mean, by person"""


# --- the cast


def test_24_people_join_leave_move_and_are_on_probation() -> None:
    assert len(PEOPLE) == 24
    assert {p.number for p in PEOPLE if p.hired.year == 2026} == {"Y007", "Y015", "Y019", "Y022", "Y024"}
    assert {p.number for p in PEOPLE if p.left} == {"Y008", "Y009"}
    assert {p.number for p in PEOPLE if len({s.department for s in p.spells}) > 1} == {"Y010", "Y018"}
    assert {s.department for p in PEOPLE for s in p.spells} == {SHOP, CENTRE, AFTER}


def test_all_nine_plans_and_the_automatic_ones_pay_or_propose(year: Year) -> None:
    paying = {line["plan"] for period in periods() for line in lines(year, str(period))}
    assert paying >= NINE_PLANS - {"agent-grades"}
    assert "marketing-quarterly-pay" in paying
    assert ("Y022", "up", "初级", "中级") in proposed(year, "2026-04"), "agent-grades proposes"


# --- results


def test_every_total_is_the_one_worked_out(year: Year) -> None:
    checked = 0
    for period in periods():
        found = {(r["employee_id"], r["scheme"]): r for r in year.results["summarize", str(period)]["results"]}
        assert set(found) == {(person.number, scheme) for person, scheme in appraised(period)}
        for (who, scheme), result in found.items():
            expected = total(year, who, scheme, str(period))
            assert (None if result["total"] is None else number(result["total"])) == expected, (who, scheme, period)
            checked += expected is not None
    assert checked == sum(1 for key in year.entered) - 1


def test_states_of_the_three_forms_that_went_wrong(year: Year) -> None:
    states = {
        (r["employee_id"], str(period)): r["state"]
        for period in periods()
        for r in year.results["summarize", str(period)]["results"]
        if r["state"] != "valid"
    }
    assert states == {MISSING: "missing", INCOMPLETE: "incomplete"}
    assert year.results["summarize", MISSING[1]]["missing"] == [MISSING[0]]
    codes = [p["code"] for p in year.results["summarize", INCOMPLETE[1]]["problems"] if p["severity"] == "error"]
    assert codes == ["missing-input"]
    who, when = TAMPERED
    (tampering,) = [p for p in year.results["summarize", when]["problems"] if p["severity"] == "tampering"]
    assert (tampering["code"], tampering["employee_id"], tampering["found"]) == ("locked-cell-changed", who, "50")


def test_nothing_that_people_entered_is_hard_to_believe(year: Year) -> None:
    assert {str(p): year.results["summarize", str(p)]["plausibility"] for p in periods()} == {
        str(p): [] for p in periods()
    }


def test_departments_rank_whoever_was_there_in_the_month(year: Year) -> None:
    """卢静 moves with her scheme in July, 唐宁 to another scheme in October."""
    for month in MONTHS:
        rows = table(year, f"{month}/summary.xlsx", "成绩")
        for who, moves, before, after in (("Y010", 7, SHOP, CENTRE), ("Y018", 10, CENTRE, AFTER)):
            (row,) = [r for r in rows if r["工号"] == who]
            department = before if int(month[-2:]) < moves else after
            scheme = BY_NUMBER[who].spell(int(month[-2:])).schemes[0]
            of = totals(year, scheme, month)
            mates = [v for w, v in of.items() if BY_NUMBER[w].spell(int(month[-2:])).department == department]
            assert row["部门"] == department
            assert row["部门内名次"] == rank(of[who], mates)
            assert row["方案内名次"] == rank(of[who], list(of.values()))


@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_quarter_is_the_mean_of_its_months_rounded_once(year: Year, quarter: str) -> None:
    months = [f"2026-{n:02d}" for n in range(3 * int(quarter[-1]) - 2, 3 * int(quarter[-1]) + 1)]
    expected = {
        (who, scheme): quarter_mean(year, who, scheme, int(quarter[-1]))
        for scheme in MONTHLY
        for who in {who for month in months for who in totals(year, scheme, month)}
    }
    assert {key: number(one["total"]) for key, one in rolled(year, quarter).items()} == expected
    missing = {who: one["missing"] for (who, _scheme), one in rolled(year, quarter).items() if one["missing"]}
    assert missing == GAPS[quarter]
    codes = {(p["code"], p["employee_id"]) for p in year.results["rollup", quarter]["problems"]}
    assert codes == {("rollup-period-missing", who) for who in missing}, "leave is no missing month"


def test_the_year_is_the_mean_of_its_quarters(year: Year) -> None:
    found = rolled(year, "2026")
    for who in ("Y004", "Y012", "Y016", "Y022"):
        scheme = BY_NUMBER[who].spells[0].schemes[0]
        assert number(found[who, scheme]["total"]) == year_mean(year, who, scheme)
    assert number(found["Y002", QUARTERLY]["total"]) == mean([total(year, "Y002", QUARTERLY, q) for q in QUARTERS])
    assert found["Y008", PRESALES]["missing"] == ["2026-Q3", "2026-Q4"]


def test_the_annual_result_is_weighted_and_the_best_are_named(year: Year) -> None:
    """Checks count 20 %, the twelve months 30 %, the year-end form 50 %; above 100 → 优秀员工."""
    for who in ("Y020", "Y021", "Y023"):
        marks = [number(row["得分"]) for m in MONTHS for row in filled(Period.parse(m)).checks if row["工号"] == who]
        monthly = [total(year, who, VIRTUE, m) for m in MONTHS]
        own = total(year, who, ANNUAL, "2026")
        expected = cents(
            Decimal("0.2") * sum(marks) / len(marks) + Decimal("0.3") * sum(monthly) / 12 + own * Decimal("0.5")
        )
        result = rolled(year, "2026")[who, ANNUAL]
        assert number(result["total"]) == expected
        assert result["award"] == ("优秀员工" if expected > 100 else None)
    assert [who for (who, _s), one in rolled(year, "2026").items() if one.get("award")] == ["Y023"]


def test_the_trend_of_a_person_over_twelve_months(year: Year) -> None:
    rows = table(year, "2026-12/summary.xlsx", "趋势")
    for who, scheme in (("Y004", PRESALES), ("Y011", GRADES), ("Y024", PRESALES)):
        row = next(r for r in rows if r["工号"] == who)
        expected = [total(year, who, scheme, m) for m in MONTHS]
        assert [number(row[m]) if row[m] != "" else None for m in MONTHS] == expected
        assert number(round(row["变化"], 2)) == expected[-1] - expected[-2]
    assert next(r for r in rows if r["工号"] == "Y004")["连续"].startswith("优秀")
    autumn = table(year, "2026-10/summary.xlsx", "趋势")
    assert "低于" in next(r for r in autumn if r["工号"] == "Y009")["连续"], "three months below 60"


def test_records_older_than_two_years_are_listed(year: Year) -> None:
    """On the last day of 2027 those of October and November 2025 are; nothing of 2026 is."""
    old = year.results["retention", LATER]["records"]
    imported = sum(len(person.before) for person in PEOPLE)
    assert [one["period"] for one in old] == ["2025-10"] * imported + ["2025-11"] * imported


# --- money


def test_payroll_adds_up_to_its_lines(year: Year) -> None:
    for period in periods():
        told = year.results["pay", str(period)]
        for who in {line["employee_id"] for line in told["lines"]}:
            assert paid(year, who, str(period)) == sum_of(lines(year, str(period), employee=who))
        everything = sum((number(one["amount"]) for one in told["totals"]), Decimal(0))
        assert everything == sum_of(told["lines"])
        (row,) = (row for row in table(year, f"{period}/pay.xlsx", "工资表") if row["工号"] == "合计")
        assert number(round(row["合计（元）"], 2)) == everything
        assert row["备注"] == "与明细一致"


@pytest.mark.parametrize("month", MONTHS)
def test_the_pool_is_shared_by_largest_remainder(year: Year, month: str) -> None:
    period = Period.parse(month)
    scores = {
        who: value for who, value in totals(year, POOL, month).items() if BY_NUMBER[who].status(period.number) == "正式"
    }
    pool = number(pool_of(period))
    exact = {who: pool * value / sum(scores.values()) for who, value in scores.items()}
    parts = {who: share.quantize(Decimal("0.01"), rounding=ROUND_FLOOR) for who, share in exact.items()}
    left = int((pool - sum(parts.values())) * 100)
    for who in sorted(exact, key=lambda w: parts[w] - exact[w])[:left]:
        parts[who] += Decimal("0.01")
    found = {
        line["employee_id"]: number(line["amount"]) for line in lines(year, month, plan="bonus-pool", rule="bonus")
    }
    assert found == parts
    assert sum(found.values()) == pool > POOL_BASE


def test_commission_is_split_and_the_team_part_waits_for_its_target(year: Year) -> None:
    rates = ((90, "0.007"), (80, "0.006"), (70, "0.005"))
    for month in MONTHS:
        period = Period.parse(month)
        figures = filled(period).people
        for who, score in totals(year, PRESALES, month).items():
            sales = figures[who, "个人销售额（元）"]
            personal = lines(year, month, plan="flagship-store-pay", rule="commission.personal", employee=who)
            team = lines(year, month, plan="flagship-store-pay", rule="commission.team", employee=who)
            if isinstance(sales, str):
                assert not personal and not team, "a figure that is no number holds the person back"
                continue
            rate = next((Decimal(r) for bound, r in rates if score >= bound), None)
            whole = cents(number(sales) * rate) if rate else Decimal(500 if score >= 60 else 0)
            assert sum_of(personal) == cents(whole * Decimal("0.8")), (who, month)
            if month == "2026-01":
                assert team == [] and (who, "提成的个人与团队部分") in withheld(year, month)
                continue
            department = BY_NUMBER[who].spell(period.number).department
            mates = [
                value
                for other, value in totals(year, PRESALES, month).items()
                if BY_NUMBER[other].spell(period.number).department == department
            ]
            reached = sum(mates) >= TEAM_TARGET * len(mates)  # the mean is not rounded
            assert sum_of(team) == (whole - sum_of(personal) if reached else 0), (who, month)


def test_fines_double_and_costs_are_shared(year: Year) -> None:
    (fine,) = lines(year, "2026-01", plan="shop-awards", rule="private_matters")
    assert (fine["employee_id"], fine["amount"]) == ("Y006", -350.0)
    assert [line["amount"] for line in lines(year, "2026-05", rule="complaints")] == [-150.0]
    (punch,) = lines(year, "2026-02", plan="shop-fines", rule="missed_punch")
    assert (punch["employee_id"], punch["amount"], punch["inputs"]["waived"]) == ("Y009", -10.0, 1)
    shared = {line["employee_id"]: line["amount"] for line in lines(year, "2026-05", rule="special_order")}
    assert shared == {"Y005": -300.0, "Y001": -699.99}
    shared = {line["employee_id"]: line["amount"] for line in lines(year, "2026-08", rule="wrong_note")}
    assert shared == {"Y010": -37.68, "Y011": -37.67}, "the supervisor of the new department bears the rest"


def test_being_first_in_both_and_running(year: Year) -> None:
    both = [m for m in MONTHS if any(x["employee_id"] == "Y004" for x in lines(year, m, rule="double_first"))]
    assert both == [m for m in MONTHS if m != "2026-08"]
    centre = [m for m in MONTHS if any(x["employee_id"] == "Y010" for x in lines(year, m, rule="double_first"))]
    assert centre == MONTHS[6:], "the best of the other department, where she is from July on"
    running = {m: [x["employee_id"] for x in lines(year, m, rule="double_first_running")] for m in MONTHS}
    # Y004: January to March, April to June, September to November. Y010: July to September, October to December.
    assert {m: found for m, found in running.items() if found} == {
        "2026-03": ["Y004"], "2026-06": ["Y004"], "2026-09": ["Y010"], "2026-11": ["Y004"], "2026-12": ["Y010"],
    }  # fmt: skip
    best = {m: [x["amount"] for x in lines(year, m, plan="bonus-pool", rule="best_running")] for m in MONTHS}
    assert {m: amounts for m, amounts in best.items() if amounts} == {
        "2026-03": [100.0], "2026-06": [200.0], "2026-11": [100.0],
    }  # fmt: skip


def test_rank_pay_of_floor_supervisors(year: Year) -> None:
    """Of four people with shares 20/60/20 the first is in the first band, the last in the last; ties go up."""
    for month in MONTHS:
        found = {
            x["employee_id"]: x["amount"] for x in lines(year, month, plan="floor-supervisor-pay", rule="rank_pay")
        }
        if int(month[-2:]) % 3 == 0:
            assert found == {}, "the quarter's sum replaces that of its last month"
            continue
        of = totals(year, FLOOR, month)
        for who, value in of.items():
            place = rank(value, list(of.values()))
            less = 200 if BY_NUMBER[who].status(int(month[-2:])) == "试用" else 0
            assert found[who] == {1: 1500, 2: 800, 3: 800, 4: 500}[place] - less
    july = lines(year, "2026-07", plan="floor-supervisor-pay", rule="rank_pay")
    assert sorted(x["amount"] for x in july) == [500.0, 800.0, 1500.0, 1500.0]


def test_nobody_is_paid_for_december_and_for_its_quarter(year: Year) -> None:
    assert lines(year, "2026-12", rule="rank_pay") == []
    quarter = {x["employee_id"]: x["amount"] for x in lines(year, "2026-Q4", rule="rank_pay")}
    assert sorted(quarter.values()) == [600.0, 1200.0, 1200.0, 2200.0]
    whole = {x["employee_id"]: x["amount"] for x in lines(year, "2026", rule="rank_pay")}
    of = {who: year_mean(year, who, FLOOR) for who in totals(year, FLOOR, "2026-12")}
    order = sorted(of, key=lambda who: -of[who])
    assert whole == dict(zip(order, (YEAR_SUMS[0], YEAR_SUMS[1], YEAR_SUMS[1], YEAR_SUMS[2]), strict=True))


def test_quarterly_sums_of_manager_and_supervisor(year: Year) -> None:
    """The supervisor is paid each quarter, the manager two quarters together."""
    due = {
        (who, n): cents(QUARTER_BASE[who] * total(year, who, QUARTERLY, f"2026-Q{n}") / 110)
        for who in ("Y002", "Y003")
        for n in range(1, 5)
    }
    for n, quarter in enumerate(QUARTERS, start=1):
        found = {x["employee_id"]: number(x["amount"]) for x in lines(year, quarter, plan="marketing-quarterly-pay")}
        expected = {"Y003": due["Y003", n]}
        if n % 2 == 0:
            expected["Y002"] = due["Y002", n - 1] + due["Y002", n]
        assert found == expected


def test_leavers_are_paid_for_their_last_month_and_not_after(year: Year) -> None:
    for who, last in (("Y008", 6), ("Y009", 11)):
        for n, month in enumerate(MONTHS, start=1):
            assert (paid(year, who, month) is not None) == (n <= last), (who, month)
    assert lines(year, "2026-06", rule="base", employee="Y008") and lines(
        year, "2026-06", rule="commission.team", employee="Y008"
    )


def test_joiners_are_paid_from_their_first_month(year: Year) -> None:
    for who, first in (("Y007", 4), ("Y019", 3), ("Y024", 10)):
        assert [m for m in MONTHS if paid(year, who, m) is not None] == MONTHS[first - 1 :]


def test_probation_ends_with_the_day_of_confirmation(year: Year) -> None:
    guaranteed = [lines(year, m, rule="guarantee", employee="Y019")[0]["inputs"]["guaranteed"] for m in MONTHS[2:6]]
    assert guaranteed == [1600, 1600, 1600, 2000]
    assert [bool(lines(year, m, rule="bonus", employee="Y019")) for m in MONTHS[2:6]] == [False, False, False, True]
    base = [lines(year, m, plan="floor-supervisor-pay", rule="base", employee="Y015")[0]["amount"] for m in MONTHS[:5]]
    assert base == [2600, 2600, 2600, 3200, 3200]


def test_base_pay_follows_the_grades_that_people_decided_on(year: Year) -> None:
    ladder = [lines(year, m, plan="career-ladder", rule="base", employee="Y004")[0]["amount"] for m in MONTHS]
    assert ladder == [2200] * 3 + [2500] * 3 + [3000] * 6
    down = [lines(year, m, plan="career-ladder", rule="base", employee="Y006") for m in MONTHS]
    assert [x[0]["amount"] if x else None for x in down] == [2500] * 4 + [2200] * 6 + [None] + [2200]


def test_the_gate_is_all_or_nothing(year: Year) -> None:
    shut = {
        (x["employee_id"], m)
        for m in MONTHS
        for x in lines(year, m, plan="aftersales-gate", rule="bonus")
        if x["amount"] == 0
    }
    assert shut == {(who, month) for who in ("Y021", "Y022") for month in ("2026-03", "2026-04", "2026-06")}
    assert {x["amount"] for x in lines(year, "2026-04", plan="aftersales-gate", rule="base")} == {GATE_BASE}


def test_who_is_held_back_by_name(year: Year) -> None:
    """Each month's missing things hold back just the people concerned; the others are paid."""
    assert {who for who, _rule in withheld(year, "2026-01")} == set(totals(year, PRESALES, "2026-01"))
    assert not {who for who, _rule in withheld(year, "2026-02")} & set(BY_NUMBER)
    assert {who for who, _rule in withheld(year, "2026-07")} == {"Y019"}
    assert withheld(year, "2026-10") == {(who, "店铺售后指标") for who in ("Y018", "Y021", "Y022")}
    assert {who for who, _rule in withheld(year, "2026-11")} == {"Y006"}
    first = year.results["pay-first", "2026-Q2"]
    assert [(p["code"], p["employee_id"]) for p in first["problems"]] == [("plan-fact-blank", "Y003")]
    assert not any(x["employee_id"] == "Y003" for x in first["lines"])
    assert paid(year, "Y003", "2026-Q2")


def test_a_second_run_gives_the_same(year: Year) -> None:
    for period in AGAIN:
        assert year.results["pay-again", period] == year.results["pay", period]


def test_trying_out_tells_the_difference_and_records_nothing(year: Year) -> None:
    """With half of four people in the first band, the second gets 1,500, not 800; a run after it is as before."""
    tried = year.results["what-if", "2026-05"]
    changed = {d["employee_id"]: d["difference"] for d in tried["differences"] if d["difference"]}
    assert changed == {"Y013": 700.0}
    assert tried["difference"] == 700.0
    assert "2026-05" in AGAIN


# --- streaks and proposals


def test_approved_leave_does_not_break_a_streak(year: Year) -> None:
    assert total(year, "Y001", GRADES, "2026-06") is None
    for month in MONTHS:
        assert (("Y001", "up", "", "列为晋职重点考虑对象") in proposed(year, month)) == (month == "2026-07")
    told = evidence(year, "2026-07", "Y001", "up")
    assert all(month in told for month in ("2026-04", "2026-05", "2026-07")) and "2026-06" not in told


def test_a_missing_form_breaks_a_streak(year: Year) -> None:
    grades = {m: total(year, "Y011", GRADES, m) for m in MONTHS[2:6]}
    assert grades["2026-04"] is None
    assert all(60 <= value < 70 for value in grades.values() if value is not None)
    assert [m for m in MONTHS if any(p[:2] == ("Y011", "interview") for p in proposed(year, m))] == ["2026-06"]
    told = evidence(year, "2026-06", "Y011", "interview")
    assert "2026-05" in told and "2026-06" in told and "2026-03" not in told


@pytest.mark.parametrize(
    ("period", "who", "action", "before", "after", "named"),
    [
        ("2026-03", "Y004", "up", "初级", "中级", ("2026-01", "2026-02", "2026-03", "2026-Q1", "2025-03-10", "86%")),
        ("2026-03", "Y006", "down", "中级", "初级", ("2026-01", "2026-02", "2026-03", "2026-Q1")),
        ("2026-04", "Y022", "up", "初级", "中级", ("2026-01-05", "已确认（7/7 项）", "引导顾客消费")),
        (
            "2026-06",
            "Y004",
            "up",
            "中级",
            "高级",
            ("优秀客服", "2026-Q1", "2026-Q2", "总经办审核通过", "91%"),
        ),
        ("2026-06", "Y007", "up", "见习", "初级", ("试用期的专业知识和工作技巧，考核都合格",)),
        ("2026-06", "Y017", "dismiss", "中级", "列入辞退名单", ("2026-05", "2026-06")),
        ("2026-09", "Y021", "up", "高级", "资深", ("2024-02-26", "能独自带好客服团队")),
        ("2026-Q3", "Y014", "observe", "", "留岗查看或辞退", ("2026-Q2", "2026-Q3")),
        ("2026-10", "Y009", "dismiss", "初级", "", ("2026-08", "2026-09", "2026-10")),
        ("2026-10", "Y019", "dismiss", "初级", "列入辞退名单", ("2026-08-06 警告", "2026-09-10 警告", "2026-10-19")),
        ("2026-11", "Y020", "down", "", "按情况降薪或降职", ("2026-09", "2026-10", "2026-11")),
        ("2026-12", "Y012", "review", "", "", ("2023-11-20", "37 个月")),
        ("2026-12", "Y015", "review", "", "", ("2026-01-05", "11 个月")),
        (
            "2026-12",
            "Y004",
            "up",
            "高级",
            "储备主管",
            ("2026-Q1", "2026-Q2", "2026-Q3", "本人已向总经办申请", "评审团评分和问答考核通过"),
        ),
    ],
)
def test_proposals_rest_on_their_evidence(
    year: Year, period: str, who: str, action: str, before: str, after: str, named: tuple[str, ...]
) -> None:
    assert (who, action, before, after) in proposed(year, period)
    told = evidence(year, period, who, action)
    assert [text for text in named if text not in told] == []


def test_proposals_come_when_they_are_due_and_not_before(year: Year) -> None:
    def first(who: str, action: str) -> str:
        return next(m for m in MONTHS if any(p[:2] == (who, action) for p in proposed(year, m)))

    due = {("Y004", "up"): "2026-03", ("Y006", "down"): "2026-03", ("Y009", "dismiss"): "2026-10",
           ("Y014", "observe"): "2026-09", ("Y017", "dismiss"): "2026-06", ("Y020", "down"): "2026-11"}  # fmt: skip
    assert {pair: first(*pair) for pair in due} == due
    actions = {p[1] for period in periods() for p in proposed(year, str(period))}
    assert actions == {"up", "down", "interview", "dismiss", "observe", "review"}
    calm = {"Y002", "Y003", "Y005", "Y008", "Y010", "Y016", "Y018", "Y023", "Y024"}
    assert not calm & {p[0] for period in periods() for p in proposed(year, str(period))}


def test_scores_in_evidence_are_those_of_the_quarters(year: Year) -> None:
    told = evidence(year, "2026-12", "Y004", "up")
    for n in range(1, 5):
        assert f"2026-Q{n}：总分 {quarter_mean(year, 'Y004', PRESALES, n):.2f}" in told
    told = evidence(year, "2026-Q3", "Y014", "observe")
    assert (
        f"{quarter_mean(year, 'Y014', FLOOR, 2):.2f}" in told and f"{quarter_mean(year, 'Y014', FLOOR, 3):.2f}" in told
    )


# --- the commands


def test_only_steps_with_something_open_end_with_1(year: Year) -> None:
    open_steps = {(step.arguments[0], step.arguments[1]) for step in year.steps if step.code}
    assert {pair for pair in open_steps if pair[0] == "summarize"} == {
        ("summarize", when) for _who, when in (MISSING, INCOMPLETE, TAMPERED)
    }
    assert {when for command, when in open_steps if command == "pay"} == {
        "2026-01", "2026-Q2", "2026-07", "2026-10", "2026-11",
        "2026-12", "2026-Q4", "2026",  # November's mistake is not mended, and told again
    }  # fmt: skip


def test_every_workbook_is_there(year: Year) -> None:
    for period in periods():
        names = {file.name for file in (year.root / str(period)).glob("*.xlsx")}
        assert names >= {"summary.xlsx", "facts.xlsx", "pay.xlsx", "promotion.xlsx"}


# --- LibreOffice


@pytest.mark.office
@pytest.mark.parametrize("file", ["2026-06/pay.xlsx", "2026-Q4/summary.xlsx", "2026/summary.xlsx"])
def test_a_spreadsheet_program_computes_what_is_cached(year: Year, file: str) -> None:
    formulas, cached = _formulas(year.root / file)
    steps: list[Any] = [
        ["recalculate"],
        *(
            ["read", [list(place) for place in formulas if place[0] == name]]
            for name in dict.fromkeys(place[0] for place in formulas)
        ),
    ]
    found = [value for column in run_jobs([{"open": str(year.root / file), "steps": steps}])[0] for value in column]
    assert len(found) == len(cached) > 20
    for place, value, expected in zip(formulas, found, cached, strict=True):
        if isinstance(expected, str | None):
            assert (value or "").strip() == (expected or "").strip(), place
        else:
            assert value == pytest.approx(expected, abs=1e-9), place


def _formulas(path: Path) -> tuple[list[tuple[str, str]], list[Any]]:
    """Return where formulas stand, sheet by sheet, and what is cached of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        books = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    places = [
        (sheet.title, cell.coordinate)
        for sheet in books[0]
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    return places, [books[1][name][cell].value for name, cell in places]
