"""What changed between two schemes, in words."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import message_of
from tests.exchange.test_round_trip import EVERYTHING
from xlsappraise.cli import i18n
from xlsappraise.schemebook import differences
from xlsappraise.schemes import Scheme

Raw = dict[str, Any]


def told(change: Callable[[Raw], None]) -> list[str]:
    new = copy.deepcopy(EVERYTHING)
    change(new)
    return [
        message_of(d.described()) for d in differences(Scheme.model_validate(EVERYTHING), Scheme.model_validate(new))
    ]


def _criterion(raw: Raw, section: int, number: int) -> Raw:
    found: Raw = raw["section"][section]["criterion"][number]
    return found


def _move(raw: Raw) -> None:
    raw["section"][1]["criterion"].append(raw["section"][0]["criterion"].pop(0))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda r: None, []),
        (lambda r: r.update(title="新"), ["Title of the form: “试用考核表” → “新”"]),
        (lambda r: r.update(period="year"), ["考核周期: month → year"]),
        (lambda r: _criterion(r, 0, 0).update(points=45), ["Criterion “项目one” › Points: 40 → 45"]),
        (lambda r: _criterion(r, 0, 0).update(title="甲"), ["Criterion “项目one” › Criterion: “项目one” → “甲”"]),
        (lambda r: _criterion(r, 0, 0).update(standard="新"), ["Criterion “项目one” › Standard: “按标准” → “新”"]),
        (_move, ["Criterion “项目one”: moved from “工作业绩” to “额外”"]),
        (lambda r: r["section"][1].update(title="加"), ["Section “额外” › Section: “额外” → “加”"]),
        (lambda r: r["section"][0]["criterion"].reverse(),
         ["Section “工作业绩” › order of “Criterion”: 项目one, 项目two → 项目two, 项目one"]),
        (lambda r: r["section"][0]["criterion"].pop(), ["Criterion “项目two”: removed: 40 points"]),
        (lambda r: r["section"][0]["criterion"].append(
            {**_criterion(r, 1, 0), "id": "six", "title": "六", "points": 7}),
         ["Section “工作业绩” › Criterion “六”: added: Standard “按标准”, Points 7"]),
        (lambda r: r["raters"][0].update(weight=0.2), ["Rater “自评” › Weight: 0 → 0.2"]),
        (lambda r: r["grades"][0].update({"from": 85}), ["Grade “好” › From this total on: 80 → 85"]),
        (lambda r: r.update(adjustments=None), [
            "Adjustments › Rows: 3 → not given", "Adjustments › Largest deduction: -5 → not given",
            "Adjustments › Largest addition: 5 → not given", "Adjustments › Step: 0.5 → not given",
            "Adjustments › Bounds hold for the sum too: no → not given"]),
        (lambda r: r["instructions"].append("第三"), ["Instruction: added: “第三”"]),
        (lambda r: _criterion(r, 0, 0)["rules"].pop(), ["Criterion “项目one” › Rule 2: removed: deduction"]),
        (lambda r: _criterion(r, 0, 0)["rules"][1]["lapses"][0].update(points=1),
         ["Criterion “项目one” › Rule 2 › Lapse “1-2” › Points: 0.5 → 1"]),
        (lambda r: _criterion(r, 1, 1).update(rules=[{"kind": "rating"}]),
         ["Criterion “项目four” › Rule: rank → rating"]),
        (lambda r: _criterion(r, 1, 0)["rules"][0]["norms"][1].update(norm="1/3"),
         ["Criterion “项目three” › Rule › Norm 2 › Norm: “1/2” → “1/3”"]),
        (lambda r: r["table"][0]["columns"][0]["choices"][0].update(worth=0.5),
         ["Table “记录” › Table column “种类” › Choice “是” › Worth (0 to 1): 1 → 0.5"]),
        (lambda r: r["table"].pop(), ["Table “记录二”: removed"]),
        (lambda r: r["variant"][0]["standards"].update(one="新"), ["Variant “主管表” › Standard › one: “甲” → “新”"]),
        (lambda r: _criterion(r, 0, 0)["feed"]["counts"].pop("other"),
         ["Criterion “项目one” › Log › Input = column counted › other: removed: “seen”"]),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(change: Callable[[Raw], None], expected: list[str]) -> None:
    assert told(change) == [line.replace("考核周期", "Period") for line in expected]


def test_it_is_told_in_the_readers_language() -> None:
    i18n.use("zh_CN")
    assert "分值" in told(lambda r: _criterion(r, 0, 0).update(points=45))[0]


def test_the_json_names_the_parts() -> None:
    new = copy.deepcopy(EVERYTHING)
    _criterion(new, 0, 0)["points"] = 45
    (found,) = differences(Scheme.model_validate(EVERYTHING), Scheme.model_validate(new))
    assert found.as_dict() == {
        "change": "changed", "where": ["Criterion “项目one”"], "what": "Points", "old": "40", "new": "45",
    }  # fmt: skip
