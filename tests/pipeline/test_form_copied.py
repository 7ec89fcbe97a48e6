"""Two forms of different people with the same marks and remarks are asked about; alike ones of a good month are not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.test_plausibility import asks_in_both_languages
from tests.conftest import WORKED_EXAMPLE, Bench, person
from tests.pipeline.test_plausibility import told

REMARKS = {"ability.remark": "11 月 9 日独立办结 3 起", "attitude.remark": "12 日替班"}
TOLD_AT_LENGTH = {
    "ability.remark": "遇到难缠的客户能耐心解释，很少需要同事帮忙",
    "attitude.remark": "交办的事做完会主动回话，下班前把桌面理好",
}


def two(bench: Bench, mine: dict[str, Any], theirs: dict[str, Any], name: str = "谢永强") -> Bench:
    """Fill in the forms of E001 and E002, each with what differs from the worked form."""
    bench.issue(person(), person("E002", name=name))
    for number, changes in (("E001", mine), ("E002", theirs)):
        bench.fill({**WORKED_EXAMPLE, **changes}, number)
    return bench


@pytest.mark.parametrize("remarks", [REMARKS, TOLD_AT_LENGTH], ids=["days", "long"])
def test_marks_and_remarks_of_a_colleague(bench: Bench, remarks: dict[str, str]) -> None:
    found = [note for note in told(two(bench, remarks, remarks)) if note[1] == "form-copied"]
    assert found == [
        ("E001", "form-copied", bench.cell("ability.remark"), "谢永强", None),
        ("E002", "form-copied", bench.cell("ability.remark", "E002"), "王小燕", None),
    ]
    (note,) = (p for p in bench.collect().problems if p.code == "form-copied" and p.employee_id == "E002")
    assert (note.facts["number"], note.facts["count"]) == ("E001", 2)
    asks_in_both_languages(note)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (REMARKS, {**REMARKS, "ability.rating": 8}),
        (REMARKS, {**REMARKS, "attitude.remark": "13 日替班"}),
        ({}, {}),
        ({"ability.remark": "良好", "attitude.remark": "主动"}, {"ability.remark": "良好", "attitude.remark": "主动"}),
    ],
    ids=["another mark", "one remark", "no remarks", "short remarks"],
)
def test_forms_that_are_alike_by_chance(bench: Bench, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert "form-copied" not in [note[1] for note in told(two(bench, mine, theirs))]


def test_the_same_form_twice_is_one_form(bench: Bench) -> None:
    bench.issue(person())
    bench.fill({**WORKED_EXAMPLE, **REMARKS})
    bench.fill({**WORKED_EXAMPLE, **REMARKS}, name="again.xlsx")
    assert "form-copied" not in [note[1] for note in told(bench)]
