"""What is hard to believe of a form beside others, and that a note on it changes nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.test_help import run
from tests.conftest import SIGNED, WORKED_EXAMPLE, Bench, own_edition, person, rewrite, text_of
from tests.office.office import run_jobs
from tests.schemes.worked_examples import example
from tests.spots import WORKED
from xlsappraise.base.catalogue import plausibility
from xlsappraise.base.period import Period
from xlsappraise.returned.inspect import check_files

CODES = frozenset(plausibility.MESSAGES)
FORM, AFTERSALES = "furniture-callback", "aftersales-weighted"
Told = list[tuple[str, str | None, str | None, str | None, str | None]]


def told(bench: Bench) -> Told:
    """Return (employee, code, cell, found, expected) of each note; ``check`` finds the same, on the same file."""
    collected = bench.collect()
    with bench.open() as office:
        office.ledger.put_versions(collected.new_versions)
        checked = [p for one in check_files(office, [bench.inbox]) for p in one.problems if p.code in CODES]
    found = [p for p in collected.problems if p.code in CODES]
    assert sorted(map(repr, checked)) == sorted(map(repr, found))
    assert all(p.file and p.sheet and p.cell for p in found)
    return [(p.employee_id, p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in found]


def careless(bench: Bench, **changes: Any) -> Bench:
    bench.fill({**WORKED_EXAMPLE, **{k.replace("__", "."): v for k, v in changes.items()}})
    return bench


VISITED = {"callback_rate__actual": 45, "callback_rate__target": 30}


def test_a_note_changes_no_score_refuses_nothing_and_leaves_the_exit_code(one: Bench) -> None:
    note = ("E001", "done-above-due", one.cell("callback_rate.actual"), "45", "30")
    assert told(careless(one, **VISITED)) == [note]
    outcome = one.results().as_dict()
    (result,) = outcome["results"]
    assert (result["state"], result["criteria"]["callback_rate"]) == ("valid", 20.0)
    (doubt,) = outcome["plausibility"]
    assert (doubt["code"], doubt["employee_id"]) == note[1::-1]
    assert doubt["message"] in [p["message"] for p in outcome["problems"]]
    checked = run("check", str(one.inbox), "--json", cwd=one.workspace.root)
    assert checked.exit_code == 0
    assert '"done-above-due"' in checked.output


def test_an_honest_form_has_an_empty_list(one: Bench) -> None:
    assert told(careless(one)) == []
    assert one.results().as_dict()["plausibility"] == []


def test_a_scheme_may_leave_a_code_out(bench: Bench) -> None:
    own_edition(bench.workspace, FORM, ('period = "month"', 'period = "month"\nnot_checked = ["done-above-due"]'))
    bench.issue(person())
    assert told(careless(bench, **VISITED)) == []


# --- whom it is about


def about(bench: Bench, **remarks: str) -> Bench:
    """Issue the forms of two people; the one of E001 comes back with remarks."""
    bench.issue(person(), person("E002", name="谢永强"))
    return careless(bench, **remarks)


@pytest.mark.parametrize(
    ("ability", "attitude"),
    [("谢永强独立处理 3 起", "谢永强主动加班"), ("本月看见谢永强处理 3 起", "月末也是谢永强")],
    ids=["as a subject", "inside and at the end"],
)
def test_remarks_that_name_somebody_else(bench: Bench, ability: str, attitude: str) -> None:
    notes = told(about(bench, ability__remark=ability, attitude__remark=attitude))
    assert ("E001", "names-another", bench.cell("ability.remark"), "谢永强", "王小燕") in notes


@pytest.mark.parametrize(
    "remark", ["谢永强 11 月 17 日漏查一次", "11 月 17 日，永强漏查一次", "漏查一次；11 月 17 日谢永强迟交"]
)
def test_one_remark_that_explains_lost_points_by_somebody_else(bench: Bench, remark: str) -> None:
    notes = told(about(bench, attitude__rating=10, attitude__remark=remark))
    assert ("E001", "names-another", bench.cell("attitude.remark"), "谢永强", "王小燕") in notes


@pytest.mark.parametrize(
    "remark", ["谢永强反映交接漏项", "谢永强请假时没有顶班", "没有给谢永强回话", "小燕与谢永强争执；谢永强先走"]
)
def test_one_remark_in_which_somebody_else_is_a_witness(bench: Bench, remark: str) -> None:
    notes = told(about(bench, attitude__rating=10, attitude__remark=remark))
    assert "names-another" not in [note[1] for note in notes]


@pytest.mark.parametrize(
    "texts",
    [
        {"ability__remark": "与谢永强一起处理 3 起"},
        {"ability__remark": "王小燕与谢永强搭班", "attitude__remark": "谢永强请假时顶班"},
        {"ability__remark": "李建国布置的都做完", "attitude__remark": "李建国表扬"},
    ],
)
def test_remarks_that_name_a_colleague_once_or_the_person_too(bench: Bench, texts: dict[str, str]) -> None:
    assert "names-another" not in [note[1] for note in told(about(bench, **texts))]


@pytest.mark.parametrize(
    "comment", ["谢永强回款抓得紧，意见要按月分析", "谢永强检查到位，归档要补齐", "谢永强：沟通有进步"]
)
def test_a_comment_that_begins_with_somebody_else(bench: Bench, comment: str) -> None:
    notes = told(about(bench, closing__comment=comment))
    assert ("E001", "names-another", bench.cell("closing.comment"), "谢永强", "王小燕") in notes


def test_the_sheet_of_files_says_what_to_ask_of_a_form_compared_with_others(bench: Bench) -> None:
    done = about(bench, closing__comment="谢永强检查到位，归档要补齐").summarize()
    (said,) = (
        row[4] for row in CalamineWorkbook.from_path(str(done.workbook)).get_sheet_by_name("文件").to_python()[1:]
    )
    assert "谢永强" in said


@pytest.mark.parametrize(
    "comment",
    [
        "谢永强离职后一人顶两岗",
        "谢永强请假期间顶班，辛苦",
        "谢永强协助下完成了新流程",
        "与谢永强配合好，交接要写清",
        "回访做得细，谢永强可以学习",
        "谢永强和王小燕互相补台",
        "李建国交办的都完成",
        "永强的客户都回访到了",
        "谢永强带教认真，本人学得快",
    ],
)
def test_a_comment_that_mentions_somebody_else(bench: Bench, comment: str) -> None:
    assert "names-another" not in [note[1] for note in told(about(bench, closing__comment=comment))]


# --- who signed


def signed(bench: Bench, name: str, **rows: Any) -> Bench:
    """Issue the forms of two supervisors; the one of E001 comes back signed with a name."""
    bench.issue(person(**rows), person("E002", name="张伟", supervisor="陈志强", email="chen@example.com"))
    return careless(bench, signoff__name=name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("陈志强", "signed-by-other-supervisor"),
        (" 陈志强 ", "signed-by-other-supervisor"),
        ("张伟", "signed-by-other-supervisor"),
        ("王小燕", "signed-by-appraised"),
    ],
)
def test_signed_by_another_supervisor_or_the_person(bench: Bench, name: str, code: str) -> None:
    found = told(signed(bench, name))
    cell = bench.cell("signoff.name")
    assert found == [("E001", code, cell, name.strip(), "李建国")]


@pytest.mark.parametrize("name", ["李建国", "李 建国", "老李", "李建国（代）"])
def test_signed_by_the_supervisor_in_any_spelling(bench: Bench, name: str) -> None:
    assert told(signed(bench, name)) == []


def test_signed_by_nobody_is_asked_about_and_changes_nothing(bench: Bench) -> None:
    found = told(signed(bench, ""))
    assert found == [("E001", "sign-off-blank", bench.cell("signoff.name"), "姓名", None)]
    (result,) = (r for r in bench.results().as_dict()["results"] if r["employee_id"] == "E001")
    assert result["state"] == "valid"


def test_signed_by_the_indirect_supervisor(bench: Bench) -> None:
    assert told(signed(bench, "陈志强", indirect="陈志强")) == []


def test_signed_by_another_supervisor_where_the_scheme_does_not_mind(bench: Bench) -> None:
    wanted = 'not_checked = ["signed-by-other-supervisor"]'
    own_edition(bench.workspace, FORM, ('period = "month"', f'period = "month"\n{wanted}'))
    assert told(signed(bench, "陈志强")) == []


# --- two raters of one form

POOL = "composite-bonus-pool"


def by_two(bench: Bench, first: str, second: str, **facts: str) -> Bench:
    """Return a bench whose form is signed by the supervisor and by the head of operations."""
    bench.issue(person(schemes=POOL, supervisor="李建国", **facts))
    signed = {"signoff.name@supervisor": first, "signoff.name@operations": second}
    dates = {f"signoff.date@{rater}": "2026-11-30" for rater in ("supervisor", "operations")}
    done = {f"signoff.done@{rater}": SIGNED for rater in ("supervisor", "operations")}
    why = {"additions.remark": "11 月 11 日顶班，见排班表"}
    bench.fill({**example(POOL)["inputs"], **why, **dates, **done, **signed})
    return bench


@pytest.mark.parametrize("name", ["李建国", " 李建国 ", "李建国\u3000"])
def test_both_raters_signed_by_one(bench: Bench, name: str) -> None:
    found = by_two(bench, "李建国", name)
    assert told(found) == [("E001", "signed-twice", bench.cell("signoff.name@operations"), "李建国", None)]


def test_two_raters_with_names_of_their_own_and_one_who_is_both(bench: Bench) -> None:
    assert told(by_two(bench, "李建国", "周海")) == []


def test_one_who_is_both_supervisors_of_the_roster(bench: Bench) -> None:
    assert told(by_two(bench, "李建国", "李建国", indirect="李建国")) == []


# --- targets


def in_month(bench: Bench, month: str, **targets: Any) -> Bench:
    """Return the worked example of the aftersales form with targets, in a month."""
    other = Bench(bench.workspace, Period.parse(month), steps=bench.steps)
    other.issue(person(schemes=AFTERSALES))
    values = {
        **example(AFTERSALES)["inputs"],
        "customers_received.actual": 140,
        **{k.replace("__", "."): v for k, v in targets.items()},
    }
    other.fill({**values, "signoff.done": SIGNED})
    return other


def test_a_target_below_that_of_the_month_before(bench: Bench) -> None:
    assert told(in_month(bench, "2026-10", customers_received__target=160)) == []
    now = in_month(bench, "2026-11", customers_received__target=150)
    cell = now.cell("customers_received.target")
    assert told(now) == [("E001", "target-lowered", cell, "150", "160")]


def test_a_lower_mean_of_the_team_is_nobody_s_target(bench: Bench) -> None:
    scheme = "tech-service-monthly"
    for month, mean in (("2026-10", 60), ("2026-11", 50)):
        other = Bench(bench.workspace, Period.parse(month), steps=bench.steps)
        other.issue(person(schemes=scheme))
        other.fill({**example(scheme)["inputs"], "workload.mean@supervisor": mean, "signoff.done@supervisor": SIGNED})
        assert [note for note in told(other) if note[1] == "target-lowered"] == []


@pytest.mark.parametrize(("before", "now"), [(150, 150), (150, 160), (0, 150), (150, 0)])
def test_targets_that_stay_rise_or_are_none(bench: Bench, before: int, now: int) -> None:
    told(in_month(bench, "2026-10", customers_received__target=before))
    november = in_month(bench, "2026-11", customers_received__target=now)
    zero = ("E001", "target-zero", november.cell("customers_received.actual"), "140", "0")
    assert told(november) == ([] if now else [zero])


def test_a_target_two_months_ago_is_too_old(bench: Bench) -> None:
    told(in_month(bench, "2026-09", customers_received__target=160))
    assert told(in_month(bench, "2026-11", customers_received__target=150)) == []


def test_what_there_was_to_do_rises_and_falls_by_itself(one: Bench) -> None:
    october = Bench(one.workspace, Period.parse("2026-10"), steps=one.steps)
    october.issue(person())
    told(careless(october, callback_rate__actual=45, callback_rate__target=60))
    assert told(careless(one, callback_rate__actual=45, callback_rate__target=50)) == []


def test_status_asks_until_somebody_has_seen_it(one: Bench) -> None:
    name = careless(one, **VISITED).form().name
    root = one.workspace.root
    asked = run("status", "2026-11", cwd=root, language="zh_CN")
    assert (asked.returncode, "多于应做的数" in asked.stderr) == (0, True)
    assert f"xlsappraise acknowledge {name}" in asked.stderr
    assert run("acknowledge", name, "--reason", "已核对", cwd=root).returncode == 0
    assert "多于应做的数" not in run("status", "2026-11", cwd=root, language="zh_CN").stderr


@pytest.mark.office
@pytest.mark.parametrize(("text", "codes"), [("请再核对：序号 1", []), ("已看过", ["shown-progress-differs"])])
def test_a_box_that_asks_to_look_again_is_no_wrong_figure_and_another_text_there_is(
    one: Bench, text: str, codes: list[str]
) -> None:
    path = careless(one, **VISITED).inbox / one.form().name
    box = WORKED.at("top.missing")
    steps = [["recalculate"], ["read", [["考核表", box]]]]
    ((shown,),) = run_jobs([{"open": str(path), "steps": steps, "save": str(path)}])
    assert shown == ["请再核对：序号 1"]
    asked, other = (f"<v>{held}</v>".encode() for held in ("请再核对：序号 1", text))
    rewrite(path, {r"xl/worksheets/sheet1\.xml": lambda xml: xml.replace(asked, other)})
    figures = [found for found in one.results().problems if found.code.startswith("shown-")]
    assert [(found.code, found.cell) for found in figures] == [(code, box) for code in codes]
