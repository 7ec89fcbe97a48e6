"""``survey``: the mean of all answered cells of a table's columns."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.cases import ANSWERS, LEFT_OUT, rule, scores, survey
from tests.schemes.build import criterion as raw_criterion
from tests.schemes.build import one_criterion, scheme, section
from tests.scoring.forms import scored
from xlsappraise.scoring.criterion import blank_score

answers = st.lists(st.one_of(st.none(), st.integers(1, 10)), min_size=4, max_size=4)


def row(**columns: list[Any]) -> dict[str, Any]:
    """Return the cells of columns given from the first row on."""
    return {f"answers.{n}.{name}": value for name, cells in columns.items() for n, value in enumerate(cells, 1)}


def marks(points: float, rules: tuple[dict[str, Any], ...], *rows: dict[str, Any]) -> list[Any]:
    return scores(points, rules, *rows, tables=[ANSWERS])


def test_numbers_count_by_the_top_of_their_scale() -> None:
    found = marks(100, (survey("quality"),), row(quality=[10, 8, 6]), row(quality=[1]), row(quality=[10] * 4))
    assert found == [80.0, 10.0, 100.0]


def test_words_count_by_their_worth_and_those_without_do_not_count() -> None:
    rules = (survey("polite"),)
    found = marks(20, rules, row(polite=["是", "否", "是"]), row(polite=["是", "未问", "未问"]), row(polite=["否"]))
    assert found == [13.33, 20.0, 0.0]
    assert marks(30, (survey("answered"),), row(answered=["30秒内", "60秒内", "更久"])) == [15.0]


def test_columns_of_different_scales_are_averaged_cell_by_cell() -> None:
    rules = (survey("quality", "speed", "polite"),)
    even = row(quality=[10, 5], speed=[2.5, 5], polite=["是", "否"])
    uneven = row(quality=[10, 10, 10], speed=[0])
    assert marks(100, rules, even, uneven) == [66.67, 75.0]  # (1 + .5 + .5 + 1 + 1 + 0) ÷ 6; 3 ÷ 4


def test_cells_of_other_columns_and_other_tables_do_not_count() -> None:
    other = {"others.1.quality": 1, "answers.1.speed": 0, "answers.1.note": "好", "effort.quality": 1}
    assert marks(10, (survey("quality"),), {**row(quality=[9]), **other}) == [9.0]


def test_an_answer_of_nothing_counts_and_a_blank_does_not() -> None:
    assert marks(10, (survey("speed"),), row(speed=[0, 5, None, None]), row(speed=[0])) == [5.0, 0.0]


@pytest.mark.parametrize(("none", "earned"), [("full", 30.0), ("zero", 0.0), ("excluded", LEFT_OUT)])
def test_no_answer_at_all_is_what_the_scheme_declares(none: str, earned: object) -> None:
    rules = (survey("polite", no_rows=none),)
    assert marks(30, rules, {}, row(polite=["未问", "未问"]), row(quality=[9])) == [earned] * 3


def test_unless_it_says_so_no_answer_leaves_the_criterion_out() -> None:
    assert marks(30, (survey("quality"),), {}) == [LEFT_OUT]


@settings(deadline=None, max_examples=80)
@given(answers)
def test_the_order_of_the_rows_does_not_matter_and_limits_hold(cells: list[int | None]) -> None:
    one, other = marks(100, (survey("quality"),), row(quality=cells), row(quality=cells[::-1]))
    assert one == other
    known = [cell for cell in cells if cell is not None]
    assert one == (LEFT_OUT if not known else pytest.approx(10 * sum(known) / len(known), abs=0.005001))


@settings(deadline=None, max_examples=60)
@given(answers, st.integers(0, 3), st.integers(1, 10))
def test_a_better_answer_never_earns_less(cells: list[int | None], which: int, better: int) -> None:
    cells[which] = cells[which] or 1
    raised = [*cells]
    raised[which] = max(cells[which], better)
    low, high = marks(100, (survey("quality"),), row(quality=cells), row(quality=raised))
    assert 0 <= low <= high <= 100


def test_points_of_its_own_replace_the_criterion_s() -> None:
    assert marks(30, (survey("quality", points=20),), row(quality=[5])) == [10.0]
    assert marks(30, (survey("quality", points=20, no_rows="full"),), {}) == [20.0]


def test_two_surveys_of_one_table_add_up() -> None:
    rules = (survey("quality", points=20), survey("polite", points=10))
    assert marks(30, rules, row(quality=[5, 10], polite=["是", "否"])) == [20.0]  # 15 + 5


def test_two_raters_of_one_form_share_the_table() -> None:
    raters = [{"id": "a", "title": "甲", "weight": 0.5}, {"id": "b", "title": "乙", "weight": 0.5}]
    made, criterion = one_criterion(30, survey("quality"), table=[ANSWERS], raters=raters)
    assert scored(made, row(quality=[5, 10]))[criterion.id] == 22.5


def test_nothing_is_asked_for_besides_the_table() -> None:
    made = rule(**survey("quality", "polite"))
    assert made.inputs(30, str) == ()
    assert made.table_columns() == (("answers", "quality"), ("answers", "polite"))


@pytest.mark.parametrize(("least", "shown"), [(0, LEFT_OUT), (1, None)])
def test_an_untouched_form_is_left_out_only_where_the_table_may_stay_empty(least: int, shown: str | None) -> None:
    made = scheme(section(raw_criterion(rules=[survey("quality")])), table=[{**ANSWERS, "least": least}])
    assert blank_score(made.criteria[0], made) == shown


def test_no_answer_is_told_while_the_form_is_checked() -> None:
    made = rule(**survey("quality", no_rows="zero"))
    assert list(made.unmeasured({"answers.3.polite": "是", "others.1.quality": 3})) == [("answers", "zero")]
    assert list(made.unmeasured({"answers.3.quality": 1})) == []


def test_a_survey_of_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        rule(**survey())
