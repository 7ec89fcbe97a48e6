"""Do sheet names and headings stand where other programs look for them?"""

from __future__ import annotations

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from tests.summary.periods import SCHEMES, make, scheme
from xlsappraise.base.problems import Rendered
from xlsappraise.report.book import summary_sheets
from xlsappraise.report.sheets.criteria import sheet_names

HEADINGS = {
    "成绩": "方案内名次 部门内名次 工号 姓名 部门 岗位 考核方案 考核人 总分 等级 状态 上期 变化 主要失分",
    "问题": "严重度 代码 文件 工号 姓名 工作表 单元格 发现 应为 说明",
    "文件": "文件 状态 工号 姓名 说明",
}


def table(path, name):
    head, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()
    return pd.DataFrame(rows, columns=head)


def test_sheets_stand_in_order(data, written):
    names = CalamineWorkbook.from_path(str(written(data))).sheet_names
    criteria = [name for name in names if name.startswith("分项·")]
    assert names == [
        "总览",
        "成绩",
        "部门",
        "考核人",
        "考核人·同方案",
        *criteria,
        "校准",
        "校准·设定",
        "问题",
        "未交",
        "文件",
        "说明",
    ]
    assert sorted(criteria) == sorted(f"分项·{s.title}" for s in SCHEMES)


@pytest.mark.parametrize("name", HEADINGS)
def test_lists_have_their_headings_in_row_1(data, written, name):
    assert list(table(written(data), name).columns) == HEADINGS[name].split()


def test_missing_has_its_headings_and_one_reminder_per_rater(data, written):
    found = table(written(data), "未交")
    assert list(found.columns[:5]) == ["工号", "姓名", "部门", "考核人", "邮箱"]
    texts = [text for text in found.iloc[:, 6] if text]
    assert len(found) == len(data.missing)
    assert len(texts) == data.missing["rater"].nunique()
    assert all(any(rater in text for rater in data.missing["rater"]) for text in texts)


def test_scores_hold_one_row_per_form_in_words(data, written):
    found = table(written(data), "成绩")
    assert len(found) == data.counts["issued"]
    assert found["状态"].value_counts().to_dict() == {"有效": 18, "未填完": 2, "有问题": 2, "未交": 2}


def test_scores_are_sorted_by_scheme_and_rank_and_what_is_open_stands_at_the_end(data, written):
    found = table(written(data), "成绩")
    valid = found[found["状态"] == "有效"]
    assert list(valid.index) == list(range(18))
    for _title, group in valid.groupby("考核方案", sort=False):
        assert list(group["总分"]) == sorted(group["总分"], reverse=True)
    assert list(valid["考核方案"]) == sorted(valid["考核方案"])


def test_a_form_without_total_is_blank_never_zero(data, written):
    found = table(written(data), "成绩")
    open_forms = found[found["状态"] != "有效"]
    assert len(open_forms) == 6
    for column in ("总分", "等级", "方案内名次", "部门内名次"):
        assert set(open_forms[column]) == {""}


def test_a_total_beside_another_state_is_not_shown(say):
    data = make([("1", "甲", "部", "王", SCHEMES[0].id, 88.0, "invalid")])
    scores = next(s for s in summary_sheets(data, say) if s.name == say("Scores"))
    assert {cell.value for cell in scores.cells if cell.row == 1 and cell.column in (0, 1, 8)} == {None}


def test_criteria_show_the_points_in_the_heading(data, written):
    found = table(written(data), "分项·售后客服月度绩效考核表")
    assert list(found.columns)[:4] == ["工号", "姓名", "部门", "客户回访率\n20 分"]
    assert len(found) == 3  # a person a row and nothing else


def test_notes_that_say_the_same_share_a_row_and_nothing_else_does(say):
    def found(code, severity, file, employee, message="same"):
        return Rendered(code, severity, file, employee, "评分表", None, None, None, message)

    problems = (
        found("lost", "note", "a.xlsx", "1"),
        found("lost", "note", "b.xlsx", "2"),
        found("lost", "note", "b.xlsx", "2"),
        found("lost", "note", "c.xlsx", "3", "other"),
        found("removed", "warning", "a.xlsx", "1"),
        found("removed", "warning", "b.xlsx", "2"),
    )
    sheet = next(s for s in summary_sheets(make([], problems=problems), say) if s.name == say("Problems"))
    rows = [[cell.value for cell in sheet.cells if cell.row == row] for row in range(1, 5)]
    assert max(cell.row for cell in sheet.cells) == 4
    assert [(row[1], row[2], row[3], row[5]) for row in rows] == [
        ("removed", "a.xlsx", "1", "评分表"),
        ("removed", "b.xlsx", "2", "评分表"),
        ("lost", say("{count} files").format(count=2), "", "评分表"),
        ("lost", "c.xlsx", "3", "评分表"),
    ]


def test_what_an_entry_is_compared_with_is_not_what_is_expected(data, say):
    problems = tuple(
        Rendered(code, "note", f"{n}.xlsx", "1", "评分表", "I8", "9.6", beside, code)
        for n, (code, beside) in enumerate((("far-from-target", "22"), ("nothing-measured", "22"), ("same-mark", None)))
    )
    sheet = next(s for s in summary_sheets(make([], problems=problems), say) if s.name == say("Problems"))
    expected = {cell.row: cell.value for cell in sheet.cells if cell.column == 8 and cell.row > 0}
    assert [expected[row] for row in (1, 2, 3)] == [say("beside it: {value}").format(value="22"), "22", ""]


def test_the_lowest_grade_reaches_down_from_the_one_above(data, say):
    texts = [str(cell.value) for cell in summary_sheets(data, say)[-1].cells]
    listed = [text for text in texts if "优秀 ≥ 90" in text]
    assert len(listed) == len(SCHEMES)
    assert all("待提高 ≥ 60" in text and "差 < 60" in text and "≥ 0" not in text for text in listed)


@pytest.mark.parametrize(
    "titles",
    [
        ["很长的标题" * 9, "很长的标题" * 9 + "二"],
        ["a[b]c:d*e?f/g\\h", "A_b_C_d_e_f_g_h"],
        ["'quoted'"],
        ["😀" * 30],
    ],
)
def test_sheet_names_keep_to_the_rules_of_excel(titles, say):
    names = sheet_names(titles, say)
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)
    assert not any(set(name) & set("[]:*?/\\'") for name in names)


def test_schemes_of_the_same_title_are_told_apart(say):
    twins = (scheme("one", "同名"), scheme("two", "同名"))
    people = [(f"{key}{n}", "甲", "部", "王", key, 80.0 + n, "valid") for key in ("one", "two") for n in range(3)]
    names = [sheet.name for sheet in summary_sheets(make(people, twins), say)]
    assert {"分项·同名 (one)", "分项·同名 (two)"} <= set(names)


def test_schemes_of_one_or_two_people_share_a_sheet(say):
    """Each with its own headings; a scheme of three people has a sheet of its own."""
    kinds = (scheme("one", "一人表", 3), scheme("two", "两人表", 5), scheme("three", "三人表", 4))
    people = [
        (f"{of}{n}", "甲", "部", "王", of, 80.0 + n, "valid")
        for of, count in (("one", 1), ("two", 2), ("three", 3))
        for n in range(count)
    ]
    sheets = {sheet.name: sheet for sheet in summary_sheets(make(people, kinds), say)}
    assert [name for name in sheets if name.startswith("分项")] == ["分项·三人表", "分项·其他"]
    first = {cell.row: cell.value for cell in sheets["分项·其他"].cells if cell.column == 0}
    assert list(first.values()) == ["一人表", "工号", "one0", "两人表", "工号", "two1", "two0"]
    assert [cell.value for cell in sheets["分项·其他"].cells if cell.row == 4][3:] == [
        *(
            f"{name}\n20 分"
            for name in ("客户回访率", "首次响应及时率", "服务态度与规范", "投诉处理", "资料与记录完整")
        ),
        "总分",
    ]


def test_a_single_small_scheme_keeps_its_name(say):
    people = [("1", "甲", "部", "王", SCHEMES[0].id, 80.0, "valid")]
    names = [sheet.name for sheet in summary_sheets(make(people), say)]
    assert f"分项·{SCHEMES[0].title}" in names
    assert "分项·其他" not in names
