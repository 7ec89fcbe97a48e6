"""``checklist``: the share of yes among what applies."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import LEFT_OUT, checklist, fault_paths, frame, rule, scores
from tests.schemes.build import complaints, criterion, raw_scheme, section

YES, NO, NONE = "是", "否", "不适用"


def answers(*words: str | None) -> dict[str, str | None]:
    return {f"item{n}": word for n, word in enumerate(words)}


def test_the_score_is_the_share_of_yes_among_yes_and_no() -> None:
    rules = (checklist(3),)
    found = scores(
        30,
        rules,
        answers(YES, YES, NO),
        answers(YES, NONE, NO),
        answers(NONE, NONE, YES),
        answers(NO, NO, NONE),
    )
    assert found == [20.0, 15.0, 30.0, 0.0]


@pytest.mark.parametrize(("declared", "earned"), [("full", 30.0), ("zero", 0.0)])
def test_where_nothing_applies_the_scheme_declares_what_it_earns(declared: str, earned: float) -> None:
    assert scores(30, (checklist(2, all_na=declared),), answers(NONE, NONE)) == [earned]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from((YES, NO, NONE)), min_size=3, max_size=3), st.integers(0, 2))
def test_a_no_turned_into_a_yes_never_earns_less(words: list[str], which: int) -> None:
    worse, better = ([*words[:which], word, *words[which + 1 :]] for word in (NO, YES))
    low, high = scores(50, (checklist(3),), answers(*worse), answers(*better))
    assert 0 <= low <= high <= 50


def test_one_blank_leaves_no_score_whatever_the_others_say() -> None:
    rows = [answers(*words, None) for words in product((YES, NO, NONE), repeat=2)]
    assert scores(30, (checklist(3),), *rows) == [None] * 9


def test_words_may_be_the_scheme_s_own() -> None:
    rules = (checklist(2, yes="有", no="无"),)
    assert scores(10, rules, answers("有", "无"), answers("有", NONE)) == [5.0, 10.0]
    assert [i.choices for i in rule(**rules[0]).inputs(10, str)] == [("有", "无", NONE)] * 2


def test_without_a_third_word_there_are_two_choices() -> None:
    assert [i.choices for i in rule(**checklist(1, not_applicable="")).inputs(10, str)] == [(YES, NO)]


def test_what_nothing_applies_means_has_to_be_said() -> None:
    with pytest.raises(ValueError, match="all_na"):
        rule(kind="checklist", items=[{"id": "a", "label": "甲"}])


@pytest.mark.parametrize("facts", [{"yes": "否"}, {"yes": ""}, {"no": ""}, {"not_applicable": "是"}])
def test_words_that_cannot_be_told_apart_are_a_fault(facts: dict[str, str], tmp_path: object) -> None:
    raw = raw_scheme(section(criterion(points=100, rules=[checklist(2, **facts)])))
    assert [code for code, _message in complaints(tmp_path, raw)] == ["scheme-fault"]


def test_where_nothing_applies_the_criterion_may_be_left_out() -> None:
    rules = (checklist(2, all_na="excluded"),)
    found = scores(30, rules, answers(NONE, NONE), answers(NONE, NO), answers(NONE, None), answers(None, None))
    assert found == [LEFT_OUT, 0.0, None, None]


def test_without_a_third_word_nothing_is_ever_left_out() -> None:
    made = rule(**checklist(1, all_na="excluded", not_applicable=""))
    assert not made.may_exclude
    assert made.excluded_when({"item0": "H8"}) is None
    assert "nothing applies" not in made.sentence(10, str)


def test_a_single_no_caps_the_total() -> None:
    made = rule(**checklist(2, fail_cap=80))
    values = frame(made.inputs(50, str), [answers(YES, NO), answers(YES, NONE), answers(NO, NO), answers(None, NO)])
    assert made.total_caps(values).fillna(-1).tolist() == [80, -1, 80, 80]
    assert made.total_cap({"item0": "H8", "item1": "H9"}) == ('SUMPRODUCT(--(TRIM(H8:H9)="否"))>0', 80)


def test_a_cap_of_nothing_is_a_cap() -> None:
    made = rule(**checklist(1, fail_cap=0))
    assert made.total_caps(frame(made.inputs(50, str), [answers(NO)])).tolist() == [0]


def test_without_a_cap_a_no_caps_nothing() -> None:
    made = rule(**checklist(1))
    assert made.total_caps(frame(made.inputs(50, str), [answers(NO)])) is None
    assert made.total_cap({"item0": "H8"}) is None


def test_fines_are_told_and_change_no_score() -> None:
    items = [{"id": "badge", "label": "佩戴工牌", "fine": 10}, {"id": "uniform", "label": "外出便装", "fine": 20}]
    rules = ({**checklist(2), "items": items},)
    assert scores(100, rules, {"badge": NO, "uniform": YES}) == [50.0]
    assert rule(**rules[0]).sentence(100, str).endswith("fines in yuan: 佩戴工牌 10, 外出便装 20")
    assert fault_paths(100, **rules[0]) == []


@pytest.mark.parametrize("fine", [0, -10])
def test_a_fine_of_nothing_is_refused(fine: float) -> None:
    with pytest.raises(ValueError, match="fine"):
        rule(**{**checklist(1), "items": [{"id": "a", "label": "甲", "fine": fine}]})
