"""Facts of departments, pools, guarantees over the year, incidents in a row: what a plan file may say of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.outcomes.cases import D, case, member, paid, plan_from, score, shipped, sums
from tests.outcomes.test_plans import AWARD, BARE, EVENT, FACT, HEAD, mistakes, rule, setting
from xlsappraise.base.i18n import words
from xlsappraise.plans import PlanLibrary, load_plan
from xlsappraise.plans.book import plan_toml, read_plan_book, write_plan_book
from xlsappraise.plans.rules import KINDS

OF_DEPARTMENTS = FACT + 'scope = "department"\n'
TIERS = "tiers = [{ from = 0, rate = 0.1 }]"
POOL = rule("pool_share", f'sales = "sales"\n{TIERS}\nshare = 0.5')
GATE = AWARD + rule("gate", 'of = ["bonus"]\ntests = [{ fact = "sales", title = "T", least = 1 }]')
RUN = 'incidents = ["late"]\ntimes = 3\naction = "dismiss"\nadvice = "辞退"'


@pytest.mark.parametrize("text", [OF_DEPARTMENTS + POOL, OF_DEPARTMENTS + GATE, FACT + GATE])
def test_a_gate_takes_facts_of_people_and_of_departments_and_a_pool_those_of_departments(text: str) -> None:
    assert mistakes(HEAD + text) == []


@pytest.mark.parametrize(
    ("text", "path", "detail"),
    [
        (FACT + POOL, "rule[0]", "the fact “sales” has to have scope = department"),
        (OF_DEPARTMENTS + rule("tiers", f'sales = "sales"\n{TIERS}'), "rule[0]",
         "the fact “sales” is of departments, and the rule needs one of each person"),
        (OF_DEPARTMENTS + rule("award", 'amounts = [1]\nrank = [{ fact = "sales" }]'), "rule[0]",
         "the fact “sales” is of departments, and the rule needs one of each person"),
        (OF_DEPARTMENTS.replace("money", "yesno") + POOL, "rule[0]", "the fact “sales” has to be a number"),
        (POOL, "rule[0]", "there is no fact “sales”"),
        (OF_DEPARTMENTS + rule("pool_share", 'sales = "sales"\nshare = 0.5'), "rule[0]",
         "sales, tiers and share together"),
        (rule("pool_share", ""), "rule[0]", "a pool, or sales, tiers and share"),
        (OF_DEPARTMENTS + rule("pool_share", 'sales = "sales"\ntiers = []\nshare = 1'), "rule[0]", "tiers that rise"),
        (OF_DEPARTMENTS + rule("pool_share", f'sales = "sales"\n{TIERS}\nshare = 1.5'), "rule[0].share", "1.5"),
        (OF_DEPARTMENTS + setting("amounts") + rule("pool_share", f'sales = "sales"\n{TIERS}\nshare = "@sum"'),
         "rule[0].share", "the setting “sum” has to be of the type percent"),
        (OF_DEPARTMENTS + setting("money") + rule("pool_share", 'sales = "sales"\ntiers = "@sum"\nshare = 1'),
         "rule[0].tiers", "the setting “sum” has to be of the type tiers"),
        (setting("money") + rule("guarantee", 'years = [1]\nprobation = 1\nspan = "@sum"'), "rule[0].span",
         "the setting “sum” has to be of the type span"),
        (rule("guarantee", 'years = [1]\nprobation = 1\nspan = "week"'), "rule[0].span", "'week'"),
        (setting("span", '"quarter"') + AWARD, "setting[0].value", "month or year"),
        (EVENT + rule("incident_run", RUN.replace("3", "1")), "rule[0].times", "1"),
        (rule("incident_run", RUN), "rule[0]", "there is no incident “late”"),
        (FACT.replace("money", "money\"\nscope = \"shop") + AWARD, "fact[0].scope", "'shop'"),
        (EVENT + '[[incident]]\nid = "later"\ntitle = "很迟"\nformerly = ["迟到"]\n' + AWARD, "incident[1].formerly",
         "“迟到” is a title of another incident"),
        (setting("amounts") + rule("base_pay", 'levels = [{ level = "a", amount = "@sum" }]'), "rule[0].amount",
         "the setting “sum” has to be of the type money, number, percent"),
        (rule("base_pay", 'levels = [{ level = "a", amount = -1 }]'), "rule[0].levels[0].amount", "-1"),
    ],
)  # fmt: skip
def test_what_cannot_be(text: str, path: str, detail: str) -> None:
    found = mistakes(HEAD + text)
    assert [where for where, _told in found] == [path]
    assert detail in found[0][1]


def test_incidents_in_a_row_need_no_results() -> None:
    assert mistakes(BARE + EVENT + rule("incident_run", RUN)) == []


def test_a_plan_file_without_the_new_keys_means_what_it_meant() -> None:
    """Plans that a workspace keeps of an older edition: the guarantee month by month, the pool entered."""
    old = rule("pool_share", 'pool = "@sum"', "bonus") + rule(
        "guarantee", 'of = ["bonus"]\nyears = [2000]\nprobation = 1600', "sure"
    )
    plan = plan_from(HEAD + setting("money", "100") + old)
    who = [member("E1", hired=None, status="试用"), member("E2", hired=date(2026, 1, 1))]
    outcome = paid(plan, who, [score(number, "2026-11", 90) for number in ("E1", "E2")])
    assert sums(outcome, "bonus") == {"E2": D("100.00")}
    assert sums(outcome, "sure") == {"E1": D("1600.00"), "E2": D("1900.00")}
    (line,) = [n for n in outcome.lines if (n.employee_id, n.rule) == ("E2", "sure")]
    assert dict(line.inputs) == {"guaranteed": 2000, "earned": D("100.00")}
    assert outcome.problems == []


def test_facts_of_one_title_may_be_of_people_in_one_plan_and_of_departments_in_another(tmp_path: Path) -> None:
    for name, scope, kind in (("a", "person", "money"), ("b", "department", "number")):
        text = HEAD.replace("trial", name) + FACT.replace("money", kind) + f'scope = "{scope}"\n' + GATE
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    assert PlanLibrary(tmp_path).problems == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_new_keys_go_through_a_workbook_in_words(language: str, tmp_path: Path) -> None:
    text = (
        HEAD + OF_DEPARTMENTS + EVENT + 'formerly = ["旧名", "更旧"]\n' + setting("span", '"month"') + POOL
        + rule("guarantee", 'years = [1]\nprobation = 1\nspan = "@sum"', "sure") + rule("incident_run", RUN, "run")
        + rule("base_pay", 'probation = 5\nlevels = [{ level="a", amount = "@pay" }, { level = "c", amount = 2 }]', "b")
        + setting("money", "5", "pay")
    )  # fmt: skip
    plan = plan_from(text)
    write_plan_book(plan, tmp_path / "a.xlsx", language)
    assert read_plan_book(tmp_path / "a.xlsx") == plan
    (tmp_path / "trial.toml").write_text(plan_toml(plan), encoding="utf-8")
    assert load_plan(tmp_path / "trial.toml") == plan


def test_every_rule_kind_tells_what_its_inputs_are_called() -> None:
    for kind in KINDS:
        assert all(words("zh_CN")(text) != text for text in kind.called.values()), kind.__name__


def test_a_department_s_fact_is_the_same_for_all_its_people() -> None:
    made = case("aftersales-gate", [], departments={"甲店": {"rating": "4.8"}})
    assert {made.figure(member(n, "甲店"), "rating") for n in ("E1", "E2")} == {Decimal("4.8")}
    assert made.figure(member("E3", "乙店"), "rating") is None
    assert shipped("aftersales-gate").fact("rating").scope == "department"
