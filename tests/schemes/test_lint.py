"""What only the whole scheme shows: every lint rule, with the path of what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import message_of
from tests.rules.cases import (
    attainment,
    bands,
    checklist,
    deduction,
    growth,
    levels,
    mean_of,
    norm,
    plus_minus,
    share,
    survey,
    tally,
    thresholds,
)
from tests.schemes.build import Raw, column, complaints, criterion, raw_scheme, scheme, section, table, write_scheme
from xlsappraise.base.problems import Refusal
from xlsappraise.schemes import load_scheme
from xlsappraise.schemes.lint import faults

HALF = {"id": "supervisor", "title": "直接主管", "weight": 0.5}
PEER = {"id": "peer", "title": "同事", "weight": 0.5}


def paths(raw: Raw) -> list[tuple[str, str]]:
    """Return (path, detail) of every fault."""
    found = list(faults(scheme(**raw), "trial.toml"))
    assert {p.code for p in found} <= {"scheme-fault"}
    return [tuple(message_of(p).removeprefix("trial.toml: ").removesuffix(".").split(": ", 1)) for p in found]


def with_rule(**facts: Any) -> Raw:
    return raw_scheme(section(criterion(points=100, rules=[facts])))


def test_a_legal_scheme_has_no_fault() -> None:
    assert paths(raw_scheme()) == []


def test_sections_have_to_add_up_to_the_full_points() -> None:
    raw = raw_scheme(section(criterion("a_1", 60), weight=0.5), section(criterion("b_1", 40)), total={"points": 100})
    assert paths(raw) == [("total.points", "the sections add up to 70 points instead of 100")]


def test_a_fraction_of_a_point_too_little_is_noticed() -> None:
    raw = raw_scheme(section(criterion("a_1", 99.99)), total={"points": 100})
    assert paths(raw) == [("total.points", "the sections add up to 99.99 points instead of 100")]


def test_weights_that_add_up_a_hair_off_the_points_are_fine() -> None:
    parts = [section(criterion(f"a_{n}", 100), weight=0.1) for n in range(10)]
    assert paths(raw_scheme(*parts, total={"points": 100})) == []


def test_weights_count_and_bonus_sections_do_not() -> None:
    parts = (
        section(criterion("a_1", 100), weight=0.85),
        section(criterion("b_1", 100), weight=0.15),
        section(criterion("c_1", 10), bonus=True),
    )
    assert paths(raw_scheme(*parts, total={"points": 100, "max": 110})) == []


@pytest.mark.parametrize(("cap", "fault"), [(99.5, True), (100, False), (110, False)])
def test_a_cap_is_not_below_the_full_points(cap: float, *, fault: bool) -> None:
    found = paths(raw_scheme(total={"points": 100, "max": cap}))
    assert found == ([("total.max", "the cap is below the full points")] if fault else [])


@pytest.mark.parametrize(
    ("low", "high", "fault"), [(1, 10, True), (-10, -1, True), (10, -10, True), (0, 10, False), (-5, 0, False)]
)
def test_bounds_of_adjustments_include_nothing(low: float, high: float, *, fault: bool) -> None:
    found = paths(raw_scheme(adjustments={"rows": 1, "min": low, "max": high}))
    turned = [("adjustments", "the smallest is above the largest")] if low > high else []
    assert found == [*turned, *([("adjustments", "the bounds must include 0")] if fault else [])]


@pytest.mark.parametrize(
    ("raters", "sum_"), [([HALF], "0.5"), ([HALF, {**PEER, "weight": 0.6}], "1.1"), ([{**HALF, "weight": 0}], "0")]
)
def test_weights_of_raters_add_up_to_one(raters: list[Raw], sum_: str) -> None:
    assert paths(raw_scheme(raters=raters)) == [("raters", f"the weights add up to {sum_} instead of 1")]


def test_weights_that_add_up_a_hair_off_one_are_fine() -> None:
    shares = [{"id": f"peer_{n}", "title": f"同事{n}", "weight": 0.1} for n in range(10)]
    assert paths(raw_scheme(raters=shares)) == []


def test_two_raters_do_not_share_an_id() -> None:
    found = paths(raw_scheme(raters=[HALF, {**PEER, "id": "supervisor"}]))
    assert [path for path, _detail in found] == ["raters[1].id"]


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ([90, 90, 0], [("grades[1].from", "grades must fall from the best to the worst")]),
        ([80, 90, 0], [("grades[1].from", "grades must fall from the best to the worst")]),
        ([90, 60], [("grades[1].from", "a gap below: the last grade must begin at 0")]),
        ([90, -1], [("grades[1].from", "a gap below: the last grade must begin at 0")]),
        ([0], []),
    ],
)
def test_grades_fall_to_nothing(bounds: list[float], expected: list[tuple[str, str]]) -> None:
    grades = [{"title": f"等级{n}", "from": bound} for n, bound in enumerate(bounds)]
    assert paths(raw_scheme(grades=grades)) == expected


@pytest.mark.parametrize("name", ["kpi1", "a1", "xfd1048576", "r1c1", "rc", "r", "c"])
def test_an_id_is_no_cell_address(name: str) -> None:
    raw = raw_scheme(section(criterion(name, 100)))
    detail = f"“{name}” is a cell address in a spreadsheet; choose another id"
    assert paths(raw) == [("section[0].criterion[0].id", detail)]


def test_the_scheme_s_id_is_no_cell_address() -> None:
    assert [path for path, _detail in paths(raw_scheme(id="tax2010"))] == ["id"]


@pytest.mark.parametrize("name", ["kpi_1", "rating", "abcd1", "records"])
def test_an_ordinary_id_is_fine(name: str) -> None:
    assert paths(raw_scheme(section(criterion(name, 100)))) == []


@pytest.mark.parametrize("name", ["adjustment", "signoff", "field", "total", "grade"])
def test_ids_that_the_form_uses_are_taken(name: str) -> None:
    raw = raw_scheme(section(criterion(name, 100)))
    assert paths(raw) == [("section[0].criterion[0].id", f"the id “{name}” is taken")]


def test_an_id_and_a_title_stand_once_in_all_sections() -> None:
    raw = raw_scheme(section(criterion("a_1", 50)), section(criterion("b_1", 25), criterion("a_1", 25)))
    assert paths(raw) == [
        ("section[1].criterion[1].id", "the id “a_1” is taken"),
        ("section[1].criterion[1].title", "two criteria have the same title"),
    ]


def test_inputs_of_one_criterion_have_ids_of_their_own() -> None:
    raw = raw_scheme(section(criterion(points=100, rules=[{"kind": "rating"}, {"kind": "rating"}])))
    assert paths(raw) == [("section[0].criterion[0].rules", "the id “rating” is taken")]


@pytest.mark.parametrize(
    "rule",
    [{"kind": "rating", "id": "remark"}, deduction(("remark", 1, None)), deduction(("a", 1, None), ("a", 2, None))],
)
def test_an_input_is_not_called_as_another_one(rule: Raw) -> None:
    assert [path for path, _detail in paths(with_rule(**rule))] == ["section[0].criterion[0].rules"]


@pytest.mark.parametrize("label", ["a,b", " a", "a ", ""])
def test_a_dropdown_item_has_no_comma_and_no_outer_blanks(label: str) -> None:
    found = paths(with_rule(**levels((label, 5), ("乙", 1))))
    detail = f"the dropdown item “{label}” is blank, or has a comma or outer blanks"
    assert found == [("section[0].criterion[0].rules[0]", detail)]


def test_a_dropdown_item_with_two_blanks_inside_is_refused() -> None:
    """TRIM makes one blank of them, so the workbook would never take the item for filled in."""
    assert [path for path, _detail in paths(with_rule(**levels(("很  好", 5), ("乙", 1))))] == [
        "section[0].criterion[0].rules[0]"
    ]


def test_a_dropdown_is_not_longer_than_excel_takes() -> None:
    fits = levels(("长" * 126, 5), ("短" * 128, 1))
    longer = levels(("长" * 127, 5), ("短" * 128, 1))
    assert paths(with_rule(**fits)) == []
    assert paths(with_rule(**longer)) == [
        ("section[0].criterion[0].rules[0]", "the dropdown list is longer than 255 characters")
    ]


def test_every_item_of_a_checklist_is_looked_at() -> None:
    found = paths(with_rule(**checklist(2, yes="是,有")))
    assert [path for path, _detail in found] == ["section[0].criterion[0].rules[0]"] * 2


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({"type": "choice"}, ["field[0].choices"]),
        ({"type": "text", "choices": ["甲", "乙"]}, ["field[0].choices"]),
        ({"type": "choice", "choices": ["甲", "乙,丙"]}, ["field[0].choices"]),
        ({"type": "choice", "choices": ["甲" * 200, "乙" * 60]}, ["field[0].choices"]),
        ({"type": "choice", "choices": ["甲", "乙"]}, []),
        ({"type": "date"}, []),
    ],
)
def test_choices_go_with_a_field_that_is_chosen(field: Raw, expected: list[str]) -> None:
    raw = raw_scheme(field=[{"id": "view", "label": "评价", **field}])
    assert [path for path, _detail in paths(raw)] == expected


def test_two_fields_do_not_share_an_id() -> None:
    raw = raw_scheme(field=[{"id": "view", "label": "评价"}, {"id": "view", "label": "意见"}])
    assert [path for path, _detail in paths(raw)] == ["field[1].id"]


def test_a_fault_inside_a_rule_has_the_whole_path() -> None:
    parts = (
        section(criterion("a_1", 50)),
        section(
            criterion("b_1", 25), criterion("c_1", 25, [{"kind": "rating"}, {"kind": "rating", "id": "two", "min": 30}])
        ),
    )
    assert paths(raw_scheme(*parts)) == [("section[1].criterion[1].rules[1].min", "30 is above the highest mark 25")]


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        (attainment(required=0), "required"),
        (norm((600, "2/3"), (900, "1/2")), "norms"),
        (thresholds({"id": "late", "type": "integer"}), "measures[0]"),
        (plus_minus(2, plus="平"), "plus"),
        (mean_of(2, min=101), "min"),
        ({"kind": "rank", "label": "订单数", "places": [10, 20]}, "places"),
        (bands((0.2, 10), (0, 8), mean="人均"), "bands[1].from"),
    ],
    ids=["attainment", "norm", "thresholds", "plus_minus", "mean", "rank", "bands"],
)
def test_each_kind_tells_its_faults_inside_its_rule(rule: Raw, path: str) -> None:
    assert [p for p, _detail in paths(with_rule(**rule))] == [f"section[0].criterion[0].rules[0].{path}"]


@pytest.mark.parametrize(
    "rule", [mean_of(2), plus_minus(2), share("a", "b"), norm((6, "2/3"), (None, "1/2")), thresholds(
        {"id": "a", "type": "yes"}), growth(), attainment(no_target="excluded", required="要求率", full_at="全分率")],
    ids=["mean", "plus_minus", "share", "norm", "thresholds", "growth", "attainment"],
)  # fmt: skip
def test_new_kinds_stand_in_a_scheme_without_a_fault(rule: Raw) -> None:
    assert paths(with_rule(**rule)) == []


@pytest.mark.parametrize(
    "rule",
    [mean_of(2), plus_minus(2), share("a", "b"), thresholds({"id": "a", "type": "yes"})],
    ids=["mean", "plus_minus", "share", "thresholds"],
)
def test_no_input_of_a_new_kind_is_called_as_another_one(rule: Raw) -> None:
    listed = next(key for key in ("items", "counts", "measures") if key in rule)
    twice = {**rule, listed: [rule[listed][0]] * 2}
    remark = {**rule, listed: [{**item, "id": f"remark{n or ''}"} for n, item in enumerate(rule[listed])]}
    for made in (twice, remark):
        assert [path for path, _detail in paths(with_rule(**made))] == ["section[0].criterion[0].rules"]


def test_a_tally_stands_in_a_criterion_without_points() -> None:
    made = tally(("a", 1, None), ("b", 0, None))
    assert {path for path, _detail in paths(with_rule(**made))} == {
        "section[0].criterion[0].points",
        "section[0].criterion[0].rules[0].items[1].points",
    }
    parts = (
        section(criterion("work", 100)),
        section(criterion("extra", 0, [tally(("a", 1, None))]), bonus=True),
    )
    assert paths(raw_scheme(*parts, total={"points": 100})) == []


def test_only_a_rule_that_stands_alone_may_be_excluded() -> None:
    raw = raw_scheme(section(criterion(points=100, rules=[growth(), {"kind": "rating"}])))
    assert [path for path, _detail in paths(raw)] == ["section[0].criterion[0].rules[0]"]


@pytest.mark.parametrize(("looked_at", "fault"), [("quality", False), ("note", True), ("nothing", True)])
def test_a_survey_looks_at_columns_with_a_scale(looked_at: str, *, fault: bool) -> None:
    answers = table(column("quality", max=10), column("note", "text"))
    raw = raw_scheme(section(criterion(points=100, rules=[survey(looked_at)])), table=[answers])
    found = [path for path, _detail in paths(raw)]
    assert found == (["section[0].criterion[0].rules[0].columns"] if fault else [])


@pytest.mark.parametrize(("points", "fault"), [(100, False), (300, True)])
def test_sections_of_a_mean_have_the_full_points_each(points: float, *, fault: bool) -> None:
    parts = [section(criterion(f"a_{n}", 100)) for n in range(3)]
    found = [path for path, _detail in paths(raw_scheme(*parts, total={"points": points, "mean": True}))]
    assert found == (["total.points"] if fault else [])


def test_all_faults_are_told_at_once_with_the_file(tmp_path: Path) -> None:
    raw = raw_scheme(total={"points": 90}, grades=[{"title": "甲", "from": 5}], raters=[HALF])
    with pytest.raises(Refusal) as refusal:
        load_scheme(write_scheme(tmp_path / "own.toml", raw))
    assert [message_of(p).split(": ")[1] for p in refusal.value.problems] == [
        "total.points",
        "raters",
        "grades[0].from",
    ]
    assert {p.file for p in refusal.value.problems} == {"own.toml"}


@pytest.mark.parametrize("bad", ["nan", "inf"])
def test_a_figure_that_is_no_number_is_refused(bad: str, tmp_path: Path) -> None:
    raw = raw_scheme(total={"points": 100, "max": float(bad)})
    assert [code for code, _message in complaints(tmp_path, raw)] == ["scheme-bad-value"]


def two_raters(*criteria: Raw, **changes: Any) -> Raw:
    return raw_scheme(section(*criteria), raters=[HALF, PEER], **changes)


def test_a_heading_of_methods_without_a_method_is_a_fault() -> None:
    assert paths(raw_scheme(method_heading="检查方法")) == [
        ("method_heading", "heads a column in which no criterion has a text")
    ]


def test_a_method_without_the_heading_is_a_fault() -> None:
    raw = raw_scheme(section(criterion("a_1", 60, method="看现场"), criterion("b_1", 40)))
    assert paths(raw) == [("method_heading", "is missing: “项目a_1” has a method")]
    assert paths({**raw, "method_heading": "检查方法"}) == []


def test_a_criterion_names_a_rater_that_counts() -> None:
    raw = two_raters(criterion("a_1", 60, rater="boss"), criterion("b_1", 40))
    assert paths(raw) == [("section[0].criterion[0].rater", "there is no rater “boss”")]
    aside = {**PEER, "weight": 0}
    raw = raw_scheme(
        section(criterion("a_1", 60, rater="peer"), criterion("b_1", 40)), raters=[{**HALF, "weight": 1}, aside]
    )
    assert paths(raw) == [("section[0].criterion[0].rater", "the marks of rater “peer” do not count: weight 0")]


def test_each_rater_that_counts_has_a_criterion() -> None:
    raw = two_raters(criterion("a_1", 60, rater="peer"), criterion("b_1", 40, rater="peer"))
    assert paths(raw) == [("raters[0].id", "no criterion is left for rater “supervisor”")]
    assert paths(two_raters(criterion("a_1", 60, rater="peer"), criterion("b_1", 40))) == []


def test_each_form_of_its_own_has_points() -> None:
    extra = section(criterion("c_1", 5, rater="peer"), title="加分", bonus=True)
    raw = raw_scheme(section(criterion(points=100, rater="supervisor")), extra, raters=[HALF, PEER], forms="own")
    assert paths(raw) == [("raters[1].id", "the criteria of rater “peer” have no points")]
    assert paths({**raw, "forms": "shared"}) == []


def test_a_cap_on_the_total_goes_with_forms_that_have_all_criteria() -> None:
    capped = criterion("a_1", 60, [checklist(1, fail_cap=80)])
    raw = two_raters(capped, criterion("b_1", 40, rater="peer"), forms="own")
    fault = "a cap on the total needs forms with all criteria"
    assert paths(raw) == [("section[0].criterion[0].rules[0].fail_cap", fault)]
    assert paths({**raw, "forms": "shared"}) == []


def test_the_rater_of_a_variant_is_one_that_counts() -> None:
    variant = {"id": "boss", "title": "经理", "positions": ["经理"], "rater": "peer", "standards": {"a_1": "按计划"}}
    assert paths(raw_scheme(section(criterion("a_1", 100)), variant=[variant])) == [
        ("variant[0].rater", "there is no rater “peer”")
    ]


def test_what_a_missing_rater_means_is_asked_only_of_own_forms() -> None:
    criteria = criterion("a_1", 60, rater="peer"), criterion("b_1", 40)
    expected = "only where each rater has a form of their own; one for all waits by itself"
    assert paths(two_raters(*criteria, missing_rater="none")) == [("missing_rater", expected)]
    assert paths(two_raters(*criteria, missing_rater="none", forms="own")) == []


def test_a_criterion_that_one_rater_marks_may_be_left_out_of_a_shared_form() -> None:
    left_out = criterion("a_1", 60, [share("done", "late")])
    fault = "may be excluded only where one rater's mark counts"
    assert paths(two_raters(left_out, criterion("b_1", 40))) == [("section[0].criterion[0].rules[0]", fault)]
    assert paths(two_raters({**left_out, "rater": "peer"}, criterion("b_1", 40))) == []
