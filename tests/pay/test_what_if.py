"""What would other settings come to, and is nothing recorded?"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import load_json, message_of, text_of
from tests.facts.desk import SETTINGS
from tests.pay.test_paid import through
from tests.pay.till import DUE, TEAM_PLAN, Till, sheet_of, sums
from xlsappraise.base.problems import Refusal


def differences(till: Till, *changes: str) -> dict[str, str]:
    """Return what each person would get more; the recorded payments and the payroll stay as they are."""
    done = till.try_out(*changes)
    assert sums(done.actual) == DUE
    return {number: str(after - before) for number, _name, before, after in done.rows}


def test_a_setting(till: Till) -> None:
    assert differences(till, "team-pay.pool=23000") == {"E001": "5369.56", "E002": "4521.74", "E003": "3108.70"}


def test_a_parameter_of_a_rule(till: Till) -> None:
    assert differences(till, "team-pay.below_pass.amount=-250") == {"E001": "0.00", "E002": "0.00", "E003": "-150.00"}


def test_a_list_of_percentages(till: Till) -> None:
    """Boundaries 1.2 and 3 of three people: one at 1,500, two at 800."""
    assert differences(till, "team-pay.shares=40%/60%/0%")["E003"] == "300.00"


def test_an_entry_of_a_list(till: Till) -> None:
    assert differences(till, "team-pay.commission.tiers.0.rate=3%") == {
        "E001": "200.00", "E002": "180.00", "E003": "0.00",
    }  # fmt: skip
    assert differences(till, "team-pay.ranked.month.1=900")["E002"] == "100.00"


def test_several_at_once(till: Till) -> None:
    assert differences(till, "team-pay.pool=23000", "team-pay.below_pass.amount=-250")["E003"] == "2958.70"


def test_nothing_is_recorded_and_the_payroll_stays(till: Till) -> None:
    till.pay()
    kept, before = till.recorded(), till.workspace.pay(till.period).read_bytes()
    code, said, wrong = through(till, "--what-if", "team-pay.pool=23000", "--json", "if.json")
    assert (code, wrong) == (0, "")
    assert till.recorded() == kept and till.workspace.pay(till.period).read_bytes() == before
    assert "5,369.56" in said and "Difference in all: +13,000.00 yuan. Nothing was recorded." in said
    told = load_json((till.workspace.root / "if.json").read_text(encoding="utf-8"))
    assert (told["what_if"], told["difference"]) == (["team-pay.pool=23000"], 13000)
    assert told["differences"][0] == {"employee_id": "E001", "actual": 5990.44, "what_if": 11360, "difference": 5369.56}


def test_it_is_written_per_person_and_in_total(till: Till) -> None:
    path = till.try_out("team-pay.pool=23000").workbook or Path()
    assert path == till.workspace.what_if(till.period) and not till.workspace.pay(till.period).exists()
    people, lines = sheet_of(path, "模拟"), sheet_of(path, "有差异的明细")
    assert [round(value, 2) for value in people[1][2:]] == [5990.44, 11360, 5369.56]
    assert people[4][0] == "合计" and round(people[4][4], 2) == 13000
    assert "team-pay.pool=23000" in str(people[6][0])
    assert [(row[0], row[2]) for row in lines[1:]] == [(who, "奖金") for who in DUE]


def test_it_may_be_tried_before_anything_is_set(till: Till) -> None:
    place = till.set(pool=None)["pool"]
    done = till.try_out("team-pay.pool=10000")
    assert sums(done.tried) == DUE
    assert [(p.code, p.sheet, p.cell) for p in done.actual.problems] == [("plan-setting-not-set", SETTINGS, place)]
    assert done.tried.problems == ()
    assert sum((after - before for *_who, before, after in done.rows), Decimal(0)) == 10000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("pool=1", "written as id.key=value"),
        ("team-pay.pool", "written as id.key=value"),
        ("team-pay.pool=", "written as id.key=value"),
        ("班组奖.奖金池=5", "written as id.key=value"),
        ("team-pray.pool=1", "in use: team-pay"),
        ("team-pay.pol=1", "pool"),
        ("team-pay.pool=viel", "pool"),
        ("team-pay.pool=-1", "pool"),
        ("team-pay.shares=20%/60%/30%", "shares"),
        ("team-pay.shares=20%", "shares"),
        ("team-pay.below_pass.amout=1", "amout"),
        ("team-pay.below_pass=1", "bonus"),
        ("team-pay.commission.tiers.7.rate=1", "entries 0 to 1"),
        ("team-pay.calls.doubling=vielleicht", "doubling"),
        ("team-pay.commission.kind=award", "the kind of a rule"),
        ("team-pay.commission.id=x", "the id of a rule"),
        ("team-pay.below_pass.amount.x=1", "amount"),
    ],
)
def test_what_cannot_be_tried_is_said_with_what_can(till: Till, change: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        till.try_out(change)
    (found,) = refusal.value.problems
    assert (found.code, text_of(found.found)) == ("what-if-unclear", change)
    assert words in message_of(found) and ".." not in message_of(found)
    assert not till.workspace.what_if(till.period).exists()


def test_full_width_signs_are_read(till: Till) -> None:
    done = till.try_out("team-pay.pool＝２３０００")
    assert sum((after - before for *_who, before, after in done.rows), Decimal(0)) == 13000


def test_a_setting_is_tried_once(till: Till) -> None:
    with pytest.raises(Refusal) as refusal:
        till.try_out("team-pay.pool=1", "team-pay.pool=2")
    assert "the same setting is given twice" in message_of(refusal.value.problems[0])
    with pytest.raises(Refusal) as refusal:
        till.try_out("team-pay.calls.amount=1", "team-pay.calls.amount=2")
    assert "the same setting is given twice" in message_of(refusal.value.problems[0])


def test_a_scheme_that_is_not_there_is_refused(till: Till) -> None:
    till.plan(
        TEAM_PLAN.replace('scheme = "furniture-callback"', 'scheme = "@by"', 1).replace(
            "[[fact]]",
            '[[setting]]\nkey = "by"\ntitle = "按哪个方案"\ntype = "scheme"\nvalue = "furniture-callback"\n\n[[fact]]',
            1,
        )
    )
    assert sums(till.try_out("team-pay.by=家具客服回访专员月度考核表").tried) == DUE
    with pytest.raises(Refusal) as refusal:
        till.try_out("team-pay.by=不存在")
    assert [p.code for p in refusal.value.problems] == ["scheme-unknown"]


def test_it_exits_2_when_it_cannot_be_tried(till: Till) -> None:
    code, said, wrong = through(till, "--what-if", "team-pay.pol=1")
    assert (code, said) == (2, "") and "[what-if-unclear]" in wrong
