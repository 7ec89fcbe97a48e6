"""What does promote propose of titles that pay recorded?"""

from __future__ import annotations

from pathlib import Path

from tests.conftest import load_json
from tests.pay.test_paid import through
from tests.pay.till import STAFF, Till, called, hand, sheet_of
from xlsappraise.base.period import Period


def staffed(till: Till) -> None:
    till.staff(*(hand(row["employee_id"], "team-pay,steps", level="初级") for row in STAFF))


def test_a_title_that_was_given_is_recorded_and_counts(till: Till) -> None:
    staffed(till)
    assert till.promote().proposals == ()
    till.pay()
    assert [(p.employee_id, p.title) for p in till.recorded() if p.title] == [("E001", "优秀客服")]
    (one,) = till.promote().proposals
    assert (one.employee_id, one.action, one.before, one.after) == ("E001", "up", "初级", "高级")
    assert any("优秀客服" in text and "2026-11" in text for text in one.evidence)


def test_the_json_has_the_shape_of_the_contract(till: Till) -> None:
    staffed(till)
    till.pay()
    code, said, wrong = through(till, "--json", "up.json", command="promote")
    assert (code, wrong) == (0, "")
    told = load_json((till.workspace.root / "up.json").read_text(encoding="utf-8"))
    assert list(told) == ["period", "proposals", "problems"]
    (one,) = told["proposals"]
    assert list(one) == ["employee_id", "action", "from", "to", "evidence"]
    assert (one["employee_id"], one["action"], one["from"], one["to"]) == ("E001", "up", "初级", "高级")
    assert all(isinstance(text, str) for text in one["evidence"])
    assert "E001 王小燕" in said and "初级 → 高级" in said and "Nothing was changed." in said


def test_proposals_stand_on_their_sheet_with_the_evidence(till: Till) -> None:
    staffed(till)
    till.pay()
    path = till.promote().workbook or Path()
    assert path == till.workspace.promotion(till.period)
    head, row = sheet_of(path, "晋升建议")
    assert row[:3] == ["E001", "王小燕", "客服一部"] and "优秀客服" in row[head.index("依据")]
    assert row[head.index("符合的条件")] == "获得 1 次“优秀客服”称号"


def test_nothing_is_applied(till: Till) -> None:
    staffed(till)
    till.pay()
    roster, payments = till.workspace.roster.read_bytes(), till.recorded()
    till.promote()
    assert till.workspace.roster.read_bytes() == roster and till.recorded() == payments


def test_a_title_that_is_given_no_more_counts_no_more(till: Till) -> None:
    """A second run of pay replaces the title of the first."""
    staffed(till)
    till.pay()
    text = (till.workspace.plans / "team-pay.toml").read_text(encoding="utf-8")
    till.plan(text.replace("at_least = 90", "at_least = 99"))
    till.pay()
    assert till.promote().proposals == ()


def test_an_unknown_grade_is_told(till: Till) -> None:
    till.staff(hand("E001", "team-pay,steps", level="老板"), *STAFF[1:])
    found = till.promote().problems
    (told,) = [p for p in found if p.code == "level-unknown"]
    assert (told.employee_id, told.file, told.sheet, told.cell) == ("E001", "roster.xlsx", "Sheet", "L2")
    assert through(till, command="promote")[0] == 1


def test_what_is_wrong_in_the_facts_of_the_quarters_months_is_told(till: Till) -> None:
    staffed(till)
    till.pay()
    till.happened(called("E002", 3, 类别="私人电活"))
    till.period = Period("quarter", 2026, 4)
    done = till.promote()
    told = [(p.code, p.employee_id, p.file, p.cell) for p in done.problems if p.severity == "error"]
    assert told == [("facts-unknown-incident", "E002", "2026-11/facts.xlsx", "D4")]
    assert [(one.employee_id, one.after) for one in done.proposals] == [("E001", "高级")]
