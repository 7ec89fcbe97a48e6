"""All forms of a scheme at once: as many rows out as in, each scored by itself."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from tests.conftest import WORKED_EXAMPLE
from tests.scoring.forms import scored, wide
from xlsappraise.schemes import Library
from xlsappraise.scoring.engine import score, widen

SCHEME = Library()["furniture-callback"]


def variations(count: int) -> list[dict[str, object]]:
    rng = random.Random(5)
    made: list[dict[str, object]] = []
    for _ in range(count):
        form = {**WORKED_EXAMPLE, "callback_rate.actual": rng.randint(0, 50), "ability.rating": rng.randint(0, 10)}
        if rng.random() < 0.3:
            form[rng.choice(["attitude.rating", "callback_rate.target", "records.slight"])] = None
        made.append(form)
    return made


def test_forms_are_scored_each_by_itself_in_any_order() -> None:
    forms = variations(40)
    frame = wide(*forms)
    together = score(SCHEME, frame)
    shuffled = score(SCHEME, frame.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(shuffled.sort_index(), together)
    for number in (0, 17, 39):
        alone = pd.Series(scored(SCHEME, forms[number]))
        assert (
            together.loc[number].astype(object).where(together.loc[number].notna(), None).to_dict() == alone.to_dict()
        )


def test_one_incomplete_form_changes_no_other() -> None:
    forms = [WORKED_EXAMPLE, {"ability.rating": 5}, WORKED_EXAMPLE]
    assert list(score(SCHEME, wide(*forms))["total"].fillna(-1)) == [76.0, -1, 76.0]


def test_columns_are_criteria_subtotals_adjustment_total_and_grade() -> None:
    assert list(score(SCHEME, wide(WORKED_EXAMPLE)).columns) == [
        "callback_rate", "records", "section.1", "conduct", "problem_handling", "ability", "section.2",
        "attitude", "discipline", "section.3", "adjustment", "total", "grade",
    ]  # fmt: skip


def test_inputs_that_the_scheme_does_not_know_change_nothing() -> None:
    extra = {**WORKED_EXAMPLE, "callback_rate.remark": "很好", "field.note": "x", "nothing.rating": 99}
    assert scored(SCHEME, extra) == scored(SCHEME, WORKED_EXAMPLE)


def test_a_form_with_nothing_in_it_has_no_total() -> None:
    found = scored(SCHEME, {"signoff.done": "评分完成"})
    assert (found["total"], found["grade"], found["callback_rate"]) == (None, None, None)
    assert (found["records"], found["discipline"]) == (20.0, 10.0)


@pytest.mark.parametrize(
    ("points", "criterion", "mark", "total"),
    [
        ({"callback_rate": 30}, "callback_rate", 27.0, 85.0),
        ({"records": 30}, "records", 25.0, 86.0),
        ({"problem_handling": 2}, "problem_handling", 2.0, 75.0),
        ({"nothing": 99}, "callback_rate", 18.0, 76.0),
        ({}, "callback_rate", 18.0, 76.0),
    ],
)
def test_a_changed_points_cell_can_be_priced(
    points: dict[str, float], criterion: str, mark: float, total: float
) -> None:
    found = scored(SCHEME, WORKED_EXAMPLE, points)
    assert (found[criterion], found["total"]) == (mark, total)


def test_the_tidy_frame_becomes_a_row_per_form() -> None:
    tidy = pd.DataFrame(
        [("f1", "a.rating", 1.0), ("f2", "a.rating", None), ("f1", "b.level", "好")], columns=["form", "input", "value"]
    )
    found = widen(tidy)
    assert list(found.index) == ["f1", "f2"]
    assert (found.loc["f1", "a.rating"], found.loc["f1", "b.level"]) == (1.0, "好")
    assert found.loc["f2"].isna().all()


def test_an_input_given_twice_is_an_error_and_not_a_choice() -> None:
    tidy = pd.DataFrame([("f1", "a", 1.0), ("f1", "a", 2.0)], columns=["form", "input", "value"])
    with pytest.raises(ValueError, match="duplicate"):
        widen(tidy)
