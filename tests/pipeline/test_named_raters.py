"""Criteria that name their rater: closed cells in a shared form, a part of the points in forms of their own."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import SIGNED, Bench, person, write_roster
from tests.office.office import fill_steps, run_jobs
from tests.pipeline.flow import ordered, returned
from tests.rules.cases import attainment, deduction
from tests.schemes.build import Raw, criterion, raw_scheme, section, write_scheme
from tests.spots import spots_of
from xlsappraise.base.i18n import words, written
from xlsappraise.results.explain import explain
from xlsappraise.schemes import Scheme, load_scheme

LEAD = {"id": "supervisor", "title": "客服主管", "weight": 0.5}
HEAD = {"id": "indirect", "title": "运营负责人", "weight": 0.5}
SHARED_SIGNED = {"signoff.done@supervisor": SIGNED, "signoff.done@indirect": SIGNED}


def parts() -> list[Raw]:
    """Return the team's task, marked by both, the lead's counts, and the head's plan."""
    return [
        section(
            criterion("team_task", 30),
            criterion("handover", 20, [deduction(("late", 2, None))], rater="supervisor"),
            title="任务",
        ),
        section(
            criterion("plan", 30, [{"kind": "rating", "step": 0.1}], rater="indirect"),
            criterion("returned", 20, [attainment(type="integer")], rater="supervisor"),
            title="计划",
        ),
    ]


def workspace(bench: Bench, **changes: Any) -> Scheme:
    """Give the workspace the scheme, and issue its form or forms about E001."""
    raw = raw_scheme(*parts(), raters=[LEAD, HEAD], **changes)
    scheme = load_scheme(write_scheme(bench.workspace.schemes / "trial.toml", raw))
    write_roster(bench.workspace.roster, [person(schemes="trial", indirect="赵总")])
    assert ordered(bench).problems == []
    return scheme


def form_of(bench: Bench, rater: str) -> Path:
    """Return the form of E001 that a rater of own forms got."""
    (found,) = bench.outbox.rglob(f"E001_*_{rater}.xlsx")
    return found


def figures(bench: Bench) -> dict[str, Any]:
    """Return the one result with the scores of its criteria."""
    (found,) = bench.results().as_dict()["results"]
    return {name: found[name] for name in ("state", "total", "grade", "criteria")}


def told(bench: Bench) -> list[tuple[str, Any, Any]]:
    """Return (code, found, expected) of all findings above a note."""
    found = bench.results().as_dict()["problems"]
    return [(p["code"], p["found"], p["expected"]) for p in found if p["severity"] != "note"]


# One form for both


@pytest.fixture
def shared(bench: Bench) -> Bench:
    workspace(bench)
    return bench


MARKS: Raw = {
    "team_task.rating@supervisor": 27,
    "team_task.rating@indirect": 24.5,
    "handover.late@supervisor": 3,
    "plan.rating@indirect": 25.5,
    "returned.actual@supervisor": 8,
    "returned.target@supervisor": 10,
}


def test_only_the_named_rater_has_an_entry_and_the_other_cell_is_closed(shared: Bench) -> None:
    described = shared.describe(shared.form())
    entries = {i["id"]: i for i in described["inputs"] if "@" in i["id"] and not i["id"].startswith("signoff")}
    assert set(entries) == set(MARKS)
    sheet = openpyxl.load_workbook(shared.form()).worksheets[0]
    for name, other in (("handover.late@supervisor", 1), ("plan.rating@indirect", -1)):
        mine = sheet[entries[name]["cell"]]
        closed = sheet.cell(mine.row, mine.column + other)
        assert (mine.protection.locked, closed.protection.locked) == (False, True)
        assert (closed.value, closed.fill.patternType) == (None, "lightUp")


def test_each_criterion_takes_the_mark_of_its_own_rater(shared: Bench) -> None:
    shared.fill({**MARKS, **SHARED_SIGNED})
    # (27 + 24.5) ÷ 2; 20 − 3 × 2; 25.5 alone; 20 × 8 ÷ 10
    assert figures(shared) == {
        "state": "valid",
        "total": 81.25,
        "grade": "良好",
        "criteria": {"team_task": 25.75, "handover": 14, "plan": 25.5, "returned": 16},
    }
    assert told(shared) == []


@pytest.mark.parametrize("missing", ["team_task.rating@indirect", "plan.rating@indirect"])
def test_of_two_raters_marks_one_is_missing_and_the_shared_form_waits(shared: Bench, missing: str) -> None:
    given = {name: value for name, value in MARKS.items() if name != missing}
    path = shared.fill({**given, **SHARED_SIGNED})
    assert figures(shared)["state"] == "incomplete" and figures(shared)["total"] is None
    assert shared.codes(path) == [("missing-input", shared.cell(missing))]


def test_what_is_written_into_a_closed_cell_is_told_and_counts_for_nothing(shared: Bench) -> None:
    path = shared.fill({**MARKS, **SHARED_SIGNED})
    cell = shared.cell("plan.rating@indirect")

    def write(sheet: Any) -> None:
        place = sheet[cell]
        sheet.cell(place.row, place.column - 1).value = 30

    shared.edit(path, write)
    (found,) = shared.problems(path)
    assert (found.code, found.severity, found.found) == ("cell-added", "warning", "30")
    assert figures(shared)["criteria"]["plan"] == 25.5 and figures(shared)["total"] == 81.25


@pytest.mark.office
def test_the_sheet_counts_each_entry_once_and_computes_what_pandas_computes(shared: Bench) -> None:
    form = shared.describe(shared.form())
    spots = spots_of(load_scheme(shared.workspace.schemes / "trial.toml"))
    boxes = [spots.at("top.progress"), spots.at("top.missing")]
    outputs = form["outputs"]
    wanted = [outputs["total"]["cell"], outputs["grade"]["cell"], *(o["cell"] for o in outputs["criteria"].values())]
    places = [[form["inputs"][0]["sheet"], cell] for cell in (*boxes, *wanted)]
    fewer = {**MARKS, "plan.rating@indirect": None, "team_task.rating@indirect": None, **SHARED_SIGNED}
    steps = [["read", places], *fill_steps(form, fewer), ["read", places]]
    steps += [*fill_steps(form, {**MARKS, **SHARED_SIGNED}), ["read", places]]
    ((blank, half, whole),) = run_jobs([{"open": str(shared.form()), "steps": steps}])
    # two marks of the team's task, the plan, two figures, two confirmations; a count of lapses may stay blank
    assert blank[:2] == ["已填 0 / 7", "还缺 序号 1（2/2）"]
    assert half[:4] == ["已填 5 / 7", "还缺 序号 1（1/2）", "", ""]
    assert whole[0] == "已填 7 / 7"
    shared.fill({**MARKS, **SHARED_SIGNED})
    found = figures(shared)
    assert whole[2:] == [found["total"], found["grade"], *found["criteria"].values()]


# A form for each

MINE: Raw = {
    "supervisor": {"team_task.rating": 27, "handover.late": 3, "returned.actual": 8, "returned.target": 10},
    "indirect": {"team_task.rating": 24.5, "plan.rating": 25.5},
}


@pytest.fixture
def own(bench: Bench) -> Bench:
    workspace(bench, forms="own")
    return bench


def give(bench: Bench, *raters: str) -> None:
    for rater in raters:
        returned(bench, form_of(bench, rater), MINE[rater])


def test_each_form_has_the_criteria_of_its_rater_and_their_points(own: Bench) -> None:
    for rater, criteria in (
        ("supervisor", ["team_task", "handover", "returned"]),
        ("indirect", ["team_task", "plan"]),
    ):
        described = own.describe(form_of(own, rater))
        assert list(described["outputs"]["criteria"]) == criteria
        assert {i["id"] for i in described["inputs"] if i["required"]} == {*MINE[rater], "signoff.done"} - {
            "handover.late"
        }


def test_a_form_grades_by_its_own_share_of_the_points() -> None:
    scheme = Scheme.model_validate(raw_scheme(*parts(), raters=[LEAD, HEAD], forms="own"))
    lead, head = scheme.form_of("supervisor"), scheme.form_of("indirect")
    assert (lead.total.points, [g.from_ for g in lead.grades]) == (70, [63, 56, 49, 42, 0])
    assert (head.total.points, [g.from_ for g in head.grades]) == (60, [54, 48, 42, 36, 0])
    assert [c.rater for c in head.criteria] == [None, "indirect"]


def test_own_forms_make_the_result_of_the_shared_one(own: Bench) -> None:
    give(own, "supervisor", "indirect")
    # (27 + 24.5) ÷ 2; 20 − 3 × 2; 25.5 alone; 20 × 8 ÷ 10
    assert figures(own) == {
        "state": "valid",
        "total": 81.25,
        "grade": "良好",
        "criteria": {"team_task": 25.75, "handover": 14, "plan": 25.5, "returned": 16},
    }
    assert told(own) == []


@pytest.mark.parametrize(
    ("came", "total", "criteria"),
    [
        # the plan is left out: (27 + 14 + 16) × 100 ÷ 70
        ("supervisor", 81.43, {"team_task": 27, "handover": 14, "plan": None, "returned": 16}),
        # handover and callbacks are: (24.5 + 25.5) × 100 ÷ 60
        ("indirect", 83.33, {"team_task": 24.5, "handover": None, "plan": 25.5, "returned": None}),
    ],
)
def test_two_raters_marks_of_which_one_is_missing_are_re_weighted(
    own: Bench, came: str, total: float, criteria: Raw
) -> None:
    give(own, came)
    assert figures(own) == {"state": "valid", "total": total, "grade": "良好", "criteria": criteria}
    assert told(own) == [("rater-missing", None, None)]


def explained(bench: Bench) -> list[tuple[str, str, str, str]]:
    """Return title, score, how and calculation of each line that explains the common result."""
    with bench.open() as office:
        lines = explain(office, "E001", bench.period)[-1].lines
    say = words("zh_CN")
    return [(*(written(one, say) for one in (line.title, line.score, line.how)), line.worked) for line in lines]


def test_the_common_result_is_explained_with_its_figures(own: Bench) -> None:
    give(own, "supervisor", "indirect")
    lines = {title: (score, how, worked) for title, score, how, worked in explained(own)}
    assert [score for score, _how, _worked in lines.values()] == [
        "57.00", "50.00", "25.75", "14.00", "39.75", "25.50", "16.00", "41.50", "81.25", "良好",
    ]  # fmt: skip
    assert lines["小计：任务"][2] == "25.75 + 14 = 39.75"
    assert lines["总分"][2] == "39.75 + 41.5 = 81.25"
    assert [how for _score, how, _worked in lines.values() if how.startswith("评分人")] == [
        "评分人：客服主管、运营负责人", "评分人：客服主管", "评分人：运营负责人", "评分人：客服主管",
    ]  # fmt: skip


def test_a_criterion_that_nobody_marked_is_explained_as_left_out(own: Bench) -> None:
    give(own, "supervisor")
    lines = {title: (score, worked) for title, score, _how, worked in explained(own)}
    assert list(lines.values())[0:2] == [("57.00", ""), ("不计入", "")]
    assert lines["总分"] == ("81.43", "(41 + 16) × 100 ÷ 70 = 81.43")


@pytest.mark.parametrize("came", ["supervisor", "indirect"])
def test_two_raters_marks_of_which_one_is_missing_are_waited_for(bench: Bench, came: str) -> None:
    workspace(bench, forms="own", missing_rater="none")
    give(bench, came)
    assert figures(bench) == {"state": "missing", "total": None, "grade": None, "criteria": {}}
    assert told(bench) == [("rater-awaited", "0", "1")]
    with bench.open() as office:
        together = explain(office, "E001", bench.period)[-1]
    assert [p.code for p in together.problems] == ["rater-awaited"]
    assert len(together.lines) == 2  # both parts, without a total
    give(bench, "supervisor", "indirect")
    assert figures(bench)["total"] == 81.25 and told(bench) == []


def test_raters_who_mark_the_same_criteria_are_waited_for_too(bench: Bench) -> None:
    raw = raw_scheme(raters=[LEAD, HEAD], forms="own", missing_rater="none")
    write_scheme(bench.workspace.schemes / "trial.toml", raw)
    write_roster(bench.workspace.roster, [person(schemes="trial", indirect="赵总")])
    ordered(bench)
    returned(bench, form_of(bench, "supervisor"), {"effort.rating": 90})
    assert figures(bench)["total"] is None
    returned(bench, form_of(bench, "indirect"), {"effort.rating": 80.5})
    assert figures(bench)["total"] == 85.25


def test_the_summary_shows_each_part_out_of_its_points(own: Bench) -> None:
    give(own, "supervisor", "indirect")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl warns of conditional formats
        book = openpyxl.load_workbook(own.summarize().workbook)
    rows = [[cell.value for cell in row] for row in book["多方评价"].iter_rows()]
    headings = next(row for row in rows if row[0] == "工号")
    result = next(row for row in rows if row[0] == "E001")
    assert dict(zip(headings[3:7], result[3:7], strict=True)) == {
        "客服主管\n70 分": 57, "运营负责人\n60 分": 50, "综合": 81.25, "等级": "良好",
    }  # fmt: skip


@pytest.mark.office
def test_both_own_forms_compute_what_pandas_computes(own: Bench) -> None:
    jobs = []
    for rater, marks in MINE.items():
        form = own.describe(form_of(own, rater))
        outputs = form["outputs"]
        cells = [outputs["total"]["cell"], *(o["cell"] for o in outputs["criteria"].values())]
        steps = [*fill_steps(form, {**marks, "signoff.done": SIGNED})]
        jobs.append(
            {
                "open": str(form_of(own, rater)),
                "steps": [*steps, ["read", [[form["inputs"][0]["sheet"], c] for c in cells]]],
            }
        )
    (lead,), (head,) = run_jobs(jobs)
    assert lead == [57, 27, 14, 16]
    assert head == [50, 24.5, 25.5]
    give(own, "supervisor", "indirect")
    scores = own.results().results.scores
    totals = sorted(float(row["total"]) for key, row in scores.items() if "/" not in key)
    assert totals == [head[0], lead[0]]


# One rater for a position


def test_a_variant_of_one_rater_has_that_rater_alone() -> None:
    variant = {
        "id": "boss",
        "title": "经理表",
        "positions": ["经理"],
        "rater": "indirect",
        "standards": {"plan": "按计划"},
    }
    scheme = Scheme.model_validate(raw_scheme(*parts(), raters=[LEAD, HEAD], variant=[variant]))
    boss = scheme.for_position("客服经理")
    assert [(r.id, r.weight) for r in boss.raters] == [("indirect", 1.0)]
    assert {c.rater for c in boss.criteria} == {None}
    assert not boss.shared
    staff = scheme.for_position("客服专员")
    assert [r.id for r in staff.raters] == ["supervisor", "indirect"]
    assert [c.rater for c in staff.criteria] == [None, "supervisor", "indirect", "supervisor"]
