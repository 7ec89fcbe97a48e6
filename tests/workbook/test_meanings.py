"""What a mark stands for is printed beside its input and in its prompt; methods have a column of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.office.office import run_jobs
from tests.rules.cases import bands, levels
from tests.schemes.build import Raw, criterion, raw_scheme, section
from tests.workbook.stamps import STAMPS
from xlsappraise.base.period import Period
from xlsappraise.base.text import units
from xlsappraise.drawing.heights import capacity, height
from xlsappraise.forms.layout import FormLayout, lay_out
from xlsappraise.forms.layout.labels import live, packed
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.forms.validation import validation
from xlsappraise.schemes import Library, Scheme
from xlsappraise.xlsx.address import address

NOVEMBER = Period.parse("2026-11")
PRINTED = [
    {"from": 10, "to": 10, "label": "主动迅速完成"},
    {"from": 6, "to": 9, "label": "偶尔需要督促"},
    {"from": 0, "to": 5, "label": "经常需要督促"},
]
ANCHORED: Raw = {"kind": "rating", "step": 1, "anchors": PRINTED}


def one(rule: Raw, **changes: Any) -> Scheme:
    return Scheme.model_validate(raw_scheme(section(criterion(points=10, rules=[rule], **changes))))


def label(layout: FormLayout, place: tuple[int, int]) -> Any:
    """Return the cell of the label to the left of an input."""
    found = [c for c in layout.cells if c.place[0] == place[0] and c.place[1] < place[1]]
    return max(found, key=lambda cell: cell.place[1])


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (ANCHORED, "0–10\n10 主动迅速完成\n9–6 偶尔需要督促\n5–0 经常需要督促"),
        (levels(("达成", 10), ("低标", 8), ("差", 6)), "等次\n达成：10　低标：8　差：6"),
        (bands((0.9, 10), (0.8, 5), (0, 0)), "实测\n≥90%：10　≥80%：5　其余 0"),
    ],
    ids=["rating", "levels", "bands"],
)
def test_the_label_says_what_each_mark_stands_for(rule: Raw, shown: str) -> None:
    layout = lay_out(one(rule))
    cell = label(layout, layout.slots[0].place)
    assert cell.value == shown
    wide = sum(plan.width for plan in layout.columns[cell.place[1] : cell.last[1] + 1])
    assert layout.rows[cell.place[0]].height >= height(shown, wide)


def test_a_prompt_says_what_a_blank_means() -> None:
    """For a count, that nothing happened; a scale is optional, and a remark is not where points are lost."""
    layout = lay_out(one(ANCHORED))
    slot = replace(layout.slots[0], required=False, type="integer", min=0.0)
    none = "blank means none"

    def prompt(**changes: Any) -> str:
        own = changes.pop("own", False)
        meaning = changes.pop("meaning", ())
        return str(validation(replace(slot, **changes), str, own=own, meaning=meaning)["input_message"])

    assert none in prompt()
    assert none in prompt(max=1.0, own=True)
    assert none in prompt(max=None, own=True)
    assert "Optional" in prompt(own=True)
    assert "Optional" in prompt(criterion=None)
    text = {"type": "text", "min": None, "max": 200.0}
    assert "Optional" in prompt(**text)
    assert "Optional" not in prompt(**text, meaning=("Required where points are lost",))


def test_the_prompt_says_it_too() -> None:
    scheme = one(ANCHORED)
    layout = lay_out(scheme)
    slot = layout.slots[0]
    prompt = validation(slot, scheme.say, meaning=layout.prompts[slot.id])["input_message"]
    assert prompt.split("\n")[1:] == ["10 主动迅速完成", "9–6 偶尔需要督促", "5–0 经常需要督促"]
    chosen = one(levels(("达成", 10), ("低标", 8), ("差", 6)))
    layout = lay_out(chosen)
    slot = layout.slots[0]
    prompt = validation(slot, chosen.say, meaning=layout.prompts[slot.id])["input_message"]
    assert "达成：10、低标：8、差：6" in prompt


@pytest.mark.parametrize("scheme_id", sorted(Library().schemes))
def test_every_printed_anchor_and_level_of_the_shipped_schemes_is_beside_its_input(scheme_id: str) -> None:
    scheme = Library()[scheme_id]
    for rater in scheme.raters:
        layout = lay_out(scheme.form_of(rater.id))
        for slot in layout.slots:
            meaning = layout.prompts.get(slot.id, ())
            if meaning and not slot.id.endswith(".remark"):
                text = str(
                    next(c for c in layout.cells if c.place[0] == slot.place[0] and c.style.startswith("label")).value
                )
                assert [one for one in meaning if one not in text] == [], slot.id
                assert len(validation(slot, scheme.say, meaning=meaning)["input_message"]) <= 255


@pytest.mark.parametrize("scheme_id", sorted(Library().schemes))
def test_a_remark_that_the_form_asks_for_says_so_in_its_prompt(scheme_id: str) -> None:
    scheme = Library()[scheme_id]
    asked = "扣分的" if scheme.explain_losses else "最高或最低" if scheme.explain_ends else None
    bonus = {c.id for section in scheme.sections if section.bonus for c in section.criteria}
    for rater in scheme.raters:
        layout = lay_out(scheme.form_of(rater.id))
        for slot in layout.slots:
            if slot.id.endswith(".remark"):
                said = " ".join(layout.prompts.get(slot.id, ()))
                due = None if scheme.explain_losses and slot.criterion in bonus else asked
                adds = scheme.explain_additions and slot.criterion in bonus and slot.criterion != "mandarin"
                assert ("加分的" if adds else due or "") in said
                assert said or not (due or adds)
                assert not said or due or adds


def test_short_meanings_share_a_line_and_long_ones_do_not() -> None:
    lines = packed(["甲甲：5", "乙乙：4", "丙丙丙丙丙丙丙丙丙丙丙：3"], 26).split("\n")
    assert lines == ["甲甲：5　乙乙：4", "丙丙丙丙丙丙丙丙丙丙丙：3"]
    assert units(lines[0]) <= capacity(26, 9)


def test_no_text_in_the_formula_is_longer_than_a_spreadsheet_takes() -> None:
    formula = live('="评分"', "甲" * 300 + "\n" + '引"号') or ""
    assert max(len(text) for text in re.findall(r'"((?:[^"]|"")*)"', formula)) <= 255
    assert live(None, "甲") is None
    assert live('="评分"', "") == '="评分"'


@pytest.mark.office
def test_the_live_label_keeps_the_printed_anchors(tmp_path: Any) -> None:
    path = tmp_path / "表.xlsx"
    scheme = one(ANCHORED)
    path.write_bytes(stamp(make_master(draw_master(scheme, NOVEMBER)), STAMPS))
    layout = lay_out(scheme)
    place = layout.slots[0].place
    at, beside = address(place), address(label(layout, place).place)
    sheet = layout.sheet
    steps = [["read", [[sheet, beside]]], ["set", sheet, at, 7], ["read", [[sheet, beside]]]]
    ((blank, entered),) = run_jobs([{"open": str(path), "steps": steps}])
    anchors = "\n10 主动迅速完成\n9–6 偶尔需要督促\n5–0 经常需要督促"
    assert (blank, entered) == ([f"0–10{anchors}"], [f"0–10 · 偶尔需要督促{anchors}"])


# Methods


def with_methods() -> Scheme:
    parts = section(criterion("a_1", 60, method="看现场，问三位住户" * 6), criterion("b_1", 40))
    return Scheme.model_validate(raw_scheme(parts, method_heading="检查方法"))


def test_methods_have_a_column_beside_the_standard() -> None:
    layout = lay_out(with_methods())
    headings = [c.value for c in layout.cells if c.style == "form_heading"]
    assert headings[2:5] == ["考核标准", "检查方法", "分值"]
    rows = {slot.id: slot.place[0] for slot in layout.slots}
    column = next(c.place[1] for c in layout.cells if c.value == "检查方法")
    shown = {c.place[0]: c for c in layout.cells if c.place[1] == column and c.style.startswith("standard")}
    assert [shown[rows[name]].value for name in ("a_1.rating", "b_1.rating")] == ["看现场，问三位住户" * 6, None]
    assert layout.rows[rows["a_1.rating"]].height >= height("看现场，问三位住户" * 6, layout.columns[column].width)


def test_a_scheme_without_methods_has_no_such_column() -> None:
    headings = [c.value for c in lay_out(one(ANCHORED)).cells if c.style == "form_heading"]
    assert headings == ["序号", "考核项目", "考核标准", "分值", "填写内容", "填写", "得分"]


# Headings


def test_unequal_weights_are_in_the_headings() -> None:
    unequal = [{"id": "a", "title": "甲", "weight": 0.7}, {"id": "b", "title": "乙", "weight": 0.3}]
    scheme = Scheme.model_validate(raw_scheme(raters=unequal))
    assert [c.value for c in lay_out(scheme).cells if c.style == "form_heading"][5:7] == ["甲 70%", "乙 30%"]
    equal = [{**rater, "weight": 0.5} for rater in unequal]
    scheme = Scheme.model_validate(raw_scheme(raters=equal))
    assert [c.value for c in lay_out(scheme).cells if c.style == "form_heading"][5:7] == ["甲", "乙"]
