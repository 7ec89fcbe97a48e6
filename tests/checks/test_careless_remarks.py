"""Remarks that tell of something else than what is entered beside them, and counts above what they are a part of."""

from __future__ import annotations

import pytest

from tests.checks.fabricated import findings
from tests.checks.test_plausibility import asks_in_both_languages, told, worked
from tests.shipped import LIBRARY
from xlsappraise.returned.checks.plausibility import PLAUSIBILITY
from xlsappraise.schemes import Scheme
from xlsappraise.schemes.lint import faulty_parts

SURVEY = "satisfaction-monthly"
ASPECTS, FURNITURE, HEAD, COMPETENCY = (
    "supervisor-aspects",
    "furniture-callback",
    "service-head-standards",
    "supervisor-competency",
)
NOTHING = {"discipline__late": 0, "discipline__absence": 0, "discipline__private": 0, "discipline__asleep": 0}


@pytest.mark.parametrize("remark", ["本月有两次差错", "客户差评，态度敷衍", "11 月 3 日迟到", "配合不好，常有争执"])
def test_blame_beside_the_highest_mark(remark: str) -> None:
    form = worked(ASPECTS, results__rating=20, results__remark=remark)
    (note,) = findings(form, PLAUSIBILITY)
    assert (note.code, note.cell) == ("remark-blames", form.cell("results.remark"))
    assert str(note.found) in remark
    asks_in_both_languages(note)


@pytest.mark.parametrize(
    "remark",
    [
        "全月无差错",
        "没有遗漏",
        "上月的差错已纠正",
        "差错 0 次",
        "带领团队减少差错，未出现违规",
        "杜绝了差错，零投诉",
        "完成得很好",
    ],
)
def test_a_remark_that_denies_or_looks_back(remark: str) -> None:
    assert told(worked(ASPECTS, results__rating=20, results__remark=remark)) == []


def test_blame_beside_less_than_the_highest_mark() -> None:
    assert told(worked(ASPECTS, results__rating=16, results__remark="本月有两次差错")) == []


def test_blame_beside_nothing_deducted() -> None:
    form = worked(FURNITURE, **{**NOTHING, "discipline__remark": "19 日旷工半天"})
    assert told(form) == [("remark-blames", form.cell("discipline.remark"), "旷工", None)]
    blank = worked(FURNITURE, **{**dict.fromkeys(NOTHING), "discipline__remark": "19 日旷工半天"})
    assert ("remark-blames", blank.cell("discipline.remark"), "旷工", None) in told(blank)
    honest = {**NOTHING, "discipline__absence": 1, "discipline__remark": "19 日旷工半天"}
    assert told(worked(FURNITURE, **honest)) == []


def test_one_of_two_rules_takes_points_off() -> None:
    deducted = {"problem_handling__rating": 10, "problem_handling__delay": 1, "problem_handling__remark": "5 日拖延"}
    assert told(worked(FURNITURE, **deducted)) == []
    form = worked(FURNITURE, **{**deducted, "problem_handling__delay": 0})
    assert told(form) == [("remark-blames", form.cell("problem_handling.remark"), "拖延", None)]


@pytest.mark.parametrize("remark", ["业绩突出，受到表扬", "完成得很好"])
def test_praise_beside_a_low_mark(remark: str) -> None:
    form = worked(ASPECTS, results__rating=2, results__remark=remark)
    notes = [note for note in findings(form, PLAUSIBILITY) if note.code == "remark-praises"]
    assert [note.cell for note in notes] == [form.cell("results.remark")]
    asks_in_both_languages(notes[0])


@pytest.mark.parametrize("remark", ["成绩不突出", "态度较好，但任务没有完成", "离优秀有差距", "长期病假"])
def test_praise_that_is_taken_back(remark: str) -> None:
    codes = [note.code for note in findings(worked(ASPECTS, results__rating=2, results__remark=remark), PLAUSIBILITY)]
    assert "remark-praises" not in codes


def test_levels_chosen_from_a_list() -> None:
    criterion = LIBRARY[COMPETENCY].criteria[0]
    (rule,) = criterion.rules
    (level,) = rule.inputs(criterion.points, LIBRARY[COMPETENCY].say)
    assert level.choices is not None
    worth = {word: rule.falls_short({level.id: word}, criterion.points) for word in level.choices}
    best = next(word for word, short in worth.items() if not short)
    worst = next(w for w in level.choices if worth[w] and rule.at_an_end({level.id: w}, criterion.points))
    name = f"{criterion.id}__{level.id}"
    for word, remark, code in ((best, "本月批评一次", "remark-blames"), (worst, "表现突出", "remark-praises")):
        form = worked(COMPETENCY, **{name: word, f"{criterion.id}__remark": remark})
        assert [(note[0], note[1]) for note in told(form)] == [(code, form.cell(f"{criterion.id}.remark"))]
    assert told(worked(COMPETENCY, **{name: best, f"{criterion.id}__remark": "带教两名新人，均已出师"})) == []


def test_a_remark_tells_of_another_count() -> None:
    form = worked(FURNITURE, **{**NOTHING, "discipline__late": 2, "discipline__remark": "迟到 3 次"})
    assert told(form) == [("remark-counts-otherwise", form.cell("discipline.remark"), "3", "2")]
    (note,) = findings(form, PLAUSIBILITY)
    asks_in_both_languages(note)


@pytest.mark.parametrize(
    "remark",
    [
        "迟到 2 次",
        "迟到 1 次、早退 1 次",
        "3 日、8 日迟到",
        "迟到，另有 3 次因暴雨未计，实计 2 次",
        "抽查 20 次",
        "迟到共 4 人次",
        "3 月、8 月各迟到一次",
    ],
)
def test_a_remark_that_agrees_with_the_count_or_explains_it(remark: str) -> None:
    assert told(worked(FURNITURE, **{**NOTHING, "discipline__late": 2, "discipline__remark": remark})) == []


def test_more_overdue_than_received() -> None:
    why = {"overdue__remark": "9 日 4 起逾期", "complaints__remark": "均已登记"}
    form = worked(HEAD, complaints__received=3, overdue__unsolved=4, **why)
    assert told(form) == [("done-above-due", form.cell("overdue.unsolved"), "4", "3")]
    assert told(worked(HEAD, complaints__received=4, overdue__unsolved=4, **why)) == []


def test_a_part_names_a_count_of_the_scheme() -> None:
    data = LIBRARY[HEAD].model_dump(by_alias=True)
    assert not list(faulty_parts(Scheme.model_validate(data)))
    measures = [
        measure
        for section in data["section"]
        for criterion in section["criterion"]
        if criterion["id"] == "overdue"
        for measure in criterion["rules"][0]["measures"]
    ]
    measures[0]["part_of"] = "complaints.answered"
    assert [path for path, _text in faulty_parts(Scheme.model_validate(data))] == ["section[0].criterion[1].rules[0]"]


def test_a_remark_counts_what_no_line_does() -> None:
    form = worked(FURNITURE, **{**NOTHING, "discipline__remark": "晨会晚来 2 次"})
    assert told(form) == [("remark-counts-otherwise", form.cell("discipline.remark"), "2", "0")]


@pytest.mark.parametrize("remark", ["没有扣分", "全部符合", "表现优秀", "一切正常", "待人礼貌，业主多次表扬"])
def test_nothing_or_praise_beside_a_deduction(remark: str) -> None:
    form = worked(FURNITURE, **{**NOTHING, "discipline__late": 2, "discipline__remark": remark})
    assert [(note[0], note[1]) for note in told(form)] == [("remark-praises", form.cell("discipline.remark"))]


@pytest.mark.parametrize("remark", ["8 日、9 日迟到，其余表现优秀", "迟到，但态度很好", "未按时到岗"])
def test_a_deduction_that_is_explained(remark: str) -> None:
    assert told(worked(FURNITURE, **{**NOTHING, "discipline__late": 2, "discipline__remark": remark})) == []


def test_complaints_told_beside_the_highest_mark() -> None:
    form = worked(ASPECTS, complaints_problems__rating=20, complaints_problems__remark="本月有责投诉 1 起")
    assert told(form) == [("remark-blames", form.cell("complaints_problems.remark"), "投诉1起", None)]
    settled = "业主投诉 1 起，当天处理完毕"
    assert told(worked(ASPECTS, complaints_problems__rating=20, complaints_problems__remark=settled)) == []


def test_a_count_entered_for_a_mark() -> None:
    form = worked(ASPECTS, results__rating=2, results__remark="2 名客户来电致谢")
    assert ("mark-is-count", form.cell("results.rating"), "2") in [note[:3] for note in told(form)]
    for mark, remark in ((3, "2 名客户不满意"), (18, "18 名客户致谢"), (2, "2 次未完成任务，1 次迟交")):
        notes = told(worked(ASPECTS, results__rating=mark, results__remark=remark))
        assert "mark-is-count" not in [note[0] for note in notes]


def test_a_nought_lost_in_a_record() -> None:
    table = LIBRARY[SURVEY].tables[0]
    marks = [column.id for column in table.columns if column.max == 10]
    rows = {f"{table.id}__1__{name}": 10 for name in marks}
    first = f"{table.id}__1__{marks[0]}"
    form = worked(SURVEY, **{**rows, first: 1})
    assert ("nought-lost", form.cell(first.replace("__", ".")), "1", "10") in told(form)
    for other in ({**rows, first: 2}, {**rows, first: 1, f"{table.id}__1__{marks[1]}": 5}, rows):
        assert "nought-lost" not in [note[0] for note in told(worked(SURVEY, **other))]


@pytest.mark.parametrize(("current", "asked"), [(0.09, True), (0.009, False), (0.001, True), (0, False)])
def test_a_figure_far_from_its_base(current: float, asked: bool) -> None:
    form = worked("service-admin-targets", complaint_rate__base=0.012, complaint_rate__current=current)
    cell = form.cell("complaint_rate.current")
    assert [note[:2] for note in told(form)] == ([("far-from-target", cell)] if asked else [])


def test_a_remark_in_the_row_of_another_count() -> None:
    why = "三起都在承诺期限内没有解决"
    form = worked(HEAD, complaints__received=3, overdue__unsolved=0, overdue__remark=why)
    assert ("remark-counts-otherwise", form.cell("overdue.remark"), "3", "0") in told(form)
    form = worked(HEAD, complaints__received=3, overdue__unsolved=3, overdue__remark=why, complaints__remark="见台账")
    assert told(form) == []


@pytest.mark.parametrize("remark", ["各项任务按标准完成", "全部完成", "指标达标"])
def test_done_as_due_beside_a_low_mark(remark: str) -> None:
    codes = [note[0] for note in told(worked(ASPECTS, results__rating=2, results__remark=remark))]
    assert "remark-praises" in codes
    codes = [note[0] for note in told(worked(ASPECTS, results__rating=2, results__remark=f"未能{remark}"))]
    assert "remark-praises" not in codes


@pytest.mark.parametrize(("remark", "asked"), [("一单响应偏慢", True), ("三单超时", False), ("多次没有回复", False)])
def test_a_mark_far_below_with_a_remark_that_tells_no_reason(remark: str, asked: bool) -> None:
    marks = {
        f"{name}__rating": 19
        for name in ("team_management", "coaching_training", "complaints_problems", "communication")
    }
    codes = [note[0] for note in told(worked(ASPECTS, **marks, results__rating=5, results__remark=remark))]
    assert ("mark-far-below" in codes) is asked
