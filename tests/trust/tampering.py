"""Fixtures of changed locked content, each with its cell and price.

The form holds the worked example. Its total of 76.00 (合格):

    callback  20 × 45/50    = 18      conduct  15−2−3 = 10      attitude          13
    records   20−2−3        = 15      problem  8−5    =  3      discipline 10−2 =  8
                                      ability         =  7
    section 1                 33      section 2         20      section 3         21      adjustments +2

Grades: from 90 优秀, 80 良好, 70 合格, 60 待提高; below that 差.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.spots import WORKED, at
from tests.trust.changes import combined, replace_in_formula, set_cell, set_number_format, set_shown_value
from tests.trust.fixture import Case, Fixture, Found

SAME = "It does not change the total, 76.00 (合格)."
COMPLETE = "the total, 76.00 (合格), but the form may look complete although it is not."
NO_TOTAL = "With the change, there would be no total; it is 76.00 (合格)."
UNSEEN = "so its effect on the total is unclear; the total is 76.00 (合格)."

SECOND, THIRD = (
    f"{at(first)}:{WORKED.column('score')}{WORKED.row(after) - 1}"
    for first, after in (("conduct:score", "section.3"), ("attitude:score", "adjustment.head"))
)
"""The scores of two sections"""
STANDARD_AREA, POINTS_AREA = WORKED.area("callback_rate:standard"), WORKED.area("callback_rate:points")
BOTH = at("{callback_rate:standard}:{callback_rate.target:points}")


def worth(total: float, grade: str) -> str:
    return f"With the change, the total would be {total:.2f} ({grade}) instead of 76.00 (合格)."


def cell(
    name: str, title: str, where: str, make: Callable[[Case], Any], price: str, *,
    code: str = "locked-cell-changed", found: str | None = None, expected: str | None = None,
) -> Fixture:  # fmt: skip
    """Return a fixture of one changed cell with one problem."""
    return Fixture(name, title, "T", (Found(code, where, found, expected, price),), make)


def number(name: str, title: str, where: str, value: Any, price: str, expected: str | None) -> Fixture:
    """Return a fixture of a number or text that was replaced by another value."""
    found = None if value is None else str(value)  # the text for a blank depends on the language
    return cell(name, title, where, combined(set_cell(where, value)), price, found=found, expected=expected)


def formula(name: str, title: str, where: str, price: str, change: Any, found: str | None = None) -> Fixture:
    """Return a fixture of a changed or overwritten formula."""
    return cell(name, title, where, combined(change), price, code="formula-changed", found=found)


def lying(name: str, title: str, where: str, code: str, price: str) -> Fixture:
    """Return a fixture of a number format that shows another value."""
    return cell(name, title, where, set_number_format(where, code), price, code="number-format-changed", found=code)


def replaced(where: str, old: str, new: str) -> Callable[[Case], Any]:
    """Return a function that replaces a text in a cell with openpyxl."""

    def change(sheet: Any) -> None:
        held = sheet[at(where)]
        assert old in held.value
        held.value = held.value.replace(old, new)

    return lambda case: case.edit(change)


def merged(case: Case) -> None:
    """Merge the cell of the points with the cell before, without clearing it."""

    def change(xml: str) -> str:
        without = re.sub(rf'<mergeCell ref="{POINTS_AREA}" ?/>', "", xml)
        return without.replace(f'ref="{STANDARD_AREA}"', f'ref="{BOTH}"')

    case.xml(change)


def merged_and_cleared(sheet: Any) -> None:
    """Merge as a spreadsheet program does: only the first cell's content is kept."""
    sheet.unmerge_cells(STANDARD_AREA)
    sheet.unmerge_cells(POINTS_AREA)
    sheet.merge_cells(BOTH)


POINTS = (
    # 20 → 40: callback 40 × 45/50 = 36, 18 more: 94
    number("points-doubled", "points of a criterion doubled", "callback_rate:points", 40, worth(94, "优秀"), "20"),
    # 20 → 10: callback 9, 9 less: 67
    number("points-halved", "points of a criterion halved", "callback_rate:points", 10, worth(67, "待提高"), "20"),
    # 20 → 25: records 25−5 = 20, 5 more: 81
    number("points-of-a-deduction", "points that are deducted from raised", "records:points", 25, worth(81, "良好"),
           "20"),
    # 15 → 30: conduct 30−5 = 25, 15 more: 91
    number("points-of-conduct", "points of another section raised", "conduct:points", 30, worth(91, "优秀"), "15"),
    # 10 → 2: problem handling min(2, 8−5) = 2, 1 less: 75
    number("points-cap-lowered", "points lowered below the mark", "problem_handling:points", 2, worth(75, "合格"),
           "10"),
    # 10 → 5: ability min(5, 7) = 5, 2 less: 74
    number("points-cut-a-rating", "points lowered below the rating", "ability:points", 5, worth(74, "合格"), "10"),
    # 15 → 20: attitude min(20, 13) = 13 as before
    number("points-without-effect", "points raised where the mark does not reach them", "attitude:points", 20, SAME,
           "15"),
    # 10 → 14: discipline 14−2 = 12, 4 more: 80
    number("points-over-a-threshold", "points raised so that the grade just changes", "discipline:points",
           14, worth(80, "良好"), "10"),
    # 20 → 20.5: callback 20.5 × 0.9 = 18.45: 76.45
    number("points-a-little", "points raised by a half", "callback_rate:points", 20.5, worth(76.45, "合格"), "20"),
    # below 0: records max(0, min(−20, …)) = 0, 15 less: 61
    number("points-negative", "points made negative", "records:points", -20, worth(61, "待提高"), "20"),
    # blank is 0 in the formula: callback 0, 18 less: 58
    number("points-cleared", "points cleared", "callback_rate:points", None, worth(58, "差"), "20"),
    number("points-as-text", "points turned into text, the same number", "callback_rate:points", "20", SAME, "20"),
    # as above with 40
    number("points-as-another-text", "points turned into text, another number", "callback_rate:points", "40",
           worth(94, "优秀"), "20"),
    number("points-in-words", "a word where points stood", "callback_rate:points", "二十", NO_TOTAL, "20"),
    number("points-true", "TRUE where points stood", "callback_rate:points", True, UNSEEN, "20"),
    number("points-error", "an error value where points stood", "callback_rate:points", "#REF!", NO_TOTAL, "20"),
    cell("points-by-formula", "a formula where points stood", "callback_rate:points",
         combined(set_cell("callback_rate:points", 40, "20*2")),
         worth(94, "优秀"), found="=20*2", expected="20"),
    cell("points-by-a-silent-formula", "a formula where points stood, without a value", "callback_rate:points",
         combined(set_cell("callback_rate:points", None, "20*2")), UNSEEN, found="=20*2", expected="20"),
    Fixture(
        # callback 15 × 0.9 = 13.5, 4.5 less: 71.50; conduct 20−5 = 15, 5 more: 81
        "points-swapped", "two criteria's points swapped, the sum unchanged", "T",
        (Found("locked-cell-changed", "callback_rate:points", "15", "20", worth(71.5, "合格")),
         Found("locked-cell-changed", "conduct:points", "20", "15", worth(81, "良好"))),
        combined(set_cell("callback_rate:points", 15), set_cell("conduct:points", 20)),
    ),
    number("points-of-a-section", "the points in a section's heading changed", "section.1:points", 60, SAME, "40"),
)  # fmt: skip

SCORES = (
    # records 15 → 20, 5 more: 81
    formula("score-overwritten", "a score overwritten", "records:score", worth(81, "良好"),
            set_cell("records:score", 20), "20"),
    # callback 18 → 40, 22 more: 98
    formula("score-above-its-points", "a score above its points", "callback_rate:score", worth(98, "优秀"),
            set_cell("callback_rate:score", 40), "40"),
    # attitude 13 → 0: 63
    formula("score-zero", "a score overwritten with 0", "attitude:score", worth(63, "待提高"),
            set_cell("attitude:score", 0), "0"),
    formula("score-its-own-value", "a score's formula replaced by its own value", "callback_rate:score", SAME,
            set_cell("callback_rate:score", 18), "18"),
    formula("score-cleared", "a score cleared", "conduct:score", NO_TOTAL, set_cell("conduct:score")),
    # problem handling 3 → 10: 83
    formula("score-as-text", "a score overwritten with a number as text", "problem_handling:score", worth(83, "良好"),
            set_cell("problem_handling:score", "10")),
    formula("score-a-word", "a word where a score stood", "ability:score", NO_TOTAL, set_cell("ability:score", "优"),
            "优"),
    formula("score-error", "an error value where a score stood", "conduct:score", NO_TOTAL,
            set_cell("conduct:score", "#N/A"), "#N/A"),
    formula("score-true", "TRUE where a score stood", "records:score", UNSEEN, set_cell("records:score", True), "True"),
    # 20−0−3 = 17, 2 more: 78
    formula("score-factor", "the price of a lapse changed", "records:score", worth(78, "合格"),
            replace_in_formula("records:score", "-2*N(", "-0*N(", 17)),
    # attitude 13 rounded up to 20: 83
    formula("score-rounded-up", "a score rounded up to tens", "attitude:score", worth(83, "良好"),
            replace_in_formula("attitude:score", "MAX(0,MIN({attitude:points},{attitude.rating}))",
                               "ROUNDUP({attitude.rating},-1)", 20)),
    # discipline 8+5 = 13: 81
    formula("score-plus-five", "5 added in a score's formula", "discipline:score", worth(81, "良好"),
            replace_in_formula("discipline:score", ",2))", ",2)+5)", 13)),
    # 20 × 45/45 = 20: 78
    formula("score-reference-moved", "a reference moved to another cell", "callback_rate:score", worth(78, "合格"),
            replace_in_formula("callback_rate:score", "{callback_rate.actual}/{callback_rate.target}",
                               "{callback_rate.actual}/{callback_rate.actual}", 20)),
    # ability 10: 79
    formula("score-constant", "a constant as a formula", "ability:score", worth(79, "合格"),
            set_cell("ability:score", 10, "10"), "=10"),
    formula("score-changed-without-a-value", "a score's formula changed, no value kept", "conduct:score", UNSEEN,
            replace_in_formula("conduct:score", "-2*N({conduct.wording})", "")),
    # problem handling 10: 83
    formula("score-from-another-sheet", "a score taken from another sheet", "problem_handling:score", worth(83, "良好"),
            set_cell("problem_handling:score", 10, "填表说明!C16"), "=填表说明!C16"),
    # ability 10: 79
    formula("score-from-another-workbook", "a score taken from another workbook", "ability:score", worth(79, "合格"),
            set_cell("ability:score", 10, "[1]Sheet1!$A$1"), "=[1]Sheet1!$A$1"),
    # discipline 10: 78
    formula("score-for-a-name", "a score that depends on the name", "discipline:score", worth(78, "合格"),
            set_cell("discipline:score", 10, 'IF(LEFT({top.ratee},3)="被考核",10,0)')),
    # discipline 0: 68
    formula("score-lowered", "deductions doubled in a formula", "discipline:score", worth(68, "待提高"),
            replace_in_formula("discipline:score", "-2*N({discipline.late})", "-20*N({discipline.late})", 0)),
    formula("score-gate-opened", "a score that no longer waits for its entries", "conduct:score", SAME,
            replace_in_formula("conduct:score", "SUM({conduct.wording:gap}:{conduct.follow_up:gap})>0", "FALSE", 10)),
    Fixture(
        # each by itself: records 20: 81; ability 10: 79
        "two-scores", "two scores overwritten", "T",
        (Found("formula-changed", "records:score", "20", None, worth(81, "良好")),
         Found("formula-changed", "ability:score", "10", None, worth(79, "合格"))),
        combined(set_cell("records:score", 20), set_cell("ability:score", 10)),
    ),
    Fixture(
        # the total follows the score (81) and is explained by it
        "score-with-its-total", "a score overwritten, and the sheet recalculated", "T",
        (Found("formula-changed", "records:score", "20", None, worth(81, "良好")),),
        combined(
            set_cell("records:score", 20), set_shown_value("section.1:score", 38), set_shown_value("total", 81),
            set_shown_value("grade", "良好"), set_shown_value("top.total", 81),
        ),
        notes=True,
    ),
)  # fmt: skip

SUMS = (
    # section 1: 33 → 40: 83
    formula("subtotal-overwritten", "a subtotal overwritten", "section.1:score", worth(83, "良好"),
            set_cell("section.1:score", 40), "40"),
    # section 2 without ability: 13, 7 less: 69
    formula("sum-range-shortened", "a subtotal's range shortened", "section.2:score", worth(69, "待提高"),
            replace_in_formula("section.2:score", f"SUM({SECOND})", "SUM({conduct:score}:{problem_handling:score})",
                               13)),
    # section 3: 21 + 21 = 42: 97
    formula("sum-doubled", "a subtotal counted twice", "section.3:score", worth(97, "优秀"),
            replace_in_formula("section.3:score", f"SUM({THIRD})", f"2*SUM({THIRD})", 42)),
    # a blank subtotal adds 0: 55
    formula("subtotal-cleared", "a subtotal cleared", "section.3:score", worth(55, "差"), set_cell("section.3:score")),
    formula("subtotal-its-own-value", "a subtotal replaced by its own value", "section.1:score", SAME,
            set_cell("section.1:score", 33), "33"),
    formula("subtotal-a-word", "a word where a subtotal stood", "section.2:score", NO_TOTAL,
            set_cell("section.2:score", "合计"), "合计"),
    # net 2 → 10: 84
    formula("adjustments-overwritten", "the net of the adjustments overwritten", "adjustment.head:score",
            worth(84, "良好"),
            set_cell("adjustment.head:score", 10), "10"),
    # the formula says 2 + 10 = 12: 86
    formula("adjustments-bound-widened", "the bound of the adjustments widened", "adjustment.head:score",
            worth(86, "良好"),
            replace_in_formula("adjustment.head:score", "MIN(10,SUM({adjustment.1.points}:{adjustment.3.points}))",
                               "MIN(30,10+SUM({adjustment.1.points}:{adjustment.3.points}))", 12)),
    # no adjustments: 74
    formula("adjustments-cleared", "the net of the adjustments cleared", "adjustment.head:score", worth(74, "合格"),
            set_cell("adjustment.head:score")),
)  # fmt: skip

TOTALS = (
    formula("total-overwritten", "the total overwritten", "total", worth(91, "优秀"), set_cell("total", 91), "91"),
    formula("total-plus-15", "15 added in the total's formula", "total", worth(91, "优秀"),
            replace_in_formula("total", "{section.1:score}+{section.2:score}",
                               "15+{section.1:score}+{section.2:score}", 91)),
    # capped at 70
    formula("total-cap-lowered", "the total capped lower", "total", worth(70, "合格"),
            replace_in_formula("total", "MIN(110", "MIN(70", 70)),
    # 33×2 + 20 + 21 + 2 = 109
    formula("total-section-weighted", "a section weighted in the total", "total", worth(109, "优秀"),
            replace_in_formula("total", "{section.1:score}+", "2*{section.1:score}+", 109)),
    # without section 3: 55
    formula("total-section-left-out", "a section left out of the total", "total", worth(55, "差"),
            replace_in_formula("total", "+{section.3:score}", "", 55)),
    formula("total-as-text", "the total overwritten with a number as text", "total",
            worth(91, "优秀"), set_cell("total", "91")),
    formula("total-a-word", "a word where the total stood", "total", NO_TOTAL, set_cell("total", "满分"), "满分"),
    formula("total-cleared", "the total cleared", "total", NO_TOTAL, set_cell("total")),
    formula("total-its-own-value", "the total replaced by its own value", "total", SAME, set_cell("total", 76), "76"),
    formula("total-changed-without-a-value", "the total's formula changed, no value kept", "total", UNSEEN,
            replace_in_formula("total", "{section.1:score}+", "{section.1:score}+5+")),
    formula("total-gate-opened", "a total that no longer waits for entries", "total", SAME,
            replace_in_formula("total", "{gaps}>0", "{gaps}>99", 76)),
    formula("top-total-overwritten", "the total at the top overwritten", "top.total", worth(95, "优秀"),
            set_cell("top.total", 95), "95"),
    formula("top-total-by-formula", "another formula in the total at the top", "top.total", worth(99, "优秀"),
            set_cell("top.total", 99, "{total}+23")),
)  # fmt: skip

GRADES = (
    formula("grade-overwritten", "the grade overwritten", "grade", worth(76, "优秀"), set_cell("grade", "优秀"),
            "优秀"),
    formula("grade-threshold-lowered", "a threshold of the grades lowered", "grade", worth(76, "优秀"),
            replace_in_formula("grade", ">=90", ">=70", "优秀")),
    formula("grade-word-changed", "a grade's word changed in the formula", "grade", worth(76, "良好+"),
            replace_in_formula("grade", '"合格"', '"良好+"', "良好+")),
    formula("grade-threshold-elsewhere", "another threshold changed", "grade", SAME,
            replace_in_formula("grade", ">=60", ">=50", "合格")),
    formula("grade-changed-without-a-value", "a threshold lowered, no value kept", "grade", UNSEEN,
            replace_in_formula("grade", ">=80", ">=70")),
    formula("grade-cleared", "the grade cleared", "grade", worth(76, "—"), set_cell("grade")),
    formula("top-grade-overwritten", "the grade at the top overwritten", "top.grade", worth(76, "良好"),
            set_cell("top.grade", "良好"), "良好"),
)  # fmt: skip

COUNTERS = (
    formula("gap-count-overwritten", "the count of what is missing overwritten", "gaps", COMPLETE,
            set_cell("gaps", 0), "0"),
    formula("gap-overwritten", "a row's self-check overwritten", "problem_handling.rating:gap", COMPLETE,
            set_cell("problem_handling.rating:gap", 0), "0"),
    formula("gap-bound-widened", "a bound widened in a row's self-check", "attitude.rating:gap", COMPLETE,
            replace_in_formula("attitude.rating:gap", "{attitude.rating}<=15", "{attitude.rating}<=99", 0)),
    formula("gap-count-shortened", "the count of what is missing looks at fewer rows", "gaps", COMPLETE,
            replace_in_formula("gaps", f":{WORKED.column('gap')}{WORKED.last_row}", ":{signoff.head:gap}", 0)),
    formula("progress-overwritten", "the progress overwritten", "top.progress", COMPLETE,
            set_cell("top.progress", "已填 6 / 6"), "已填 6 / 6"),
    formula("missing-list-overwritten", "the list of what is missing overwritten", "top.missing", COMPLETE,
            set_cell("top.missing", "已填完"), "已填完"),
    formula("signoff-check-opened", "the sign-off's self-check made always true", "signoff:gap",
            COMPLETE, set_cell("signoff:gap", 0, "0"), "=0"),
)  # fmt: skip

TEXTS = (
    number("title-edited", "the title edited", "top.title", "年度考核表", SAME, "家具客服回访专员月度考核表"),
    cell("label-edited", "a criterion's title edited", "callback_rate:title", replaced("callback_rate:title", "客户",
                                                                                       "用户"), SAME,
                                                                                       found="用户回访率",
         expected="客户回访率"),
    cell("standard-edited", "a standard edited", "records:standard", replaced("records:standard", "2 至 5 分",
                                                                              "1 至 2 分"), SAME),
    cell("heading-of-a-section-edited", "a section's heading edited", "section.2:number",
         replaced("section.2:number", "能力", "态度"), SAME),
    cell("input-label-edited", "the label of an input edited", "conduct.wording:label",
         replaced("conduct.wording:label", "2 分", "1 分"), SAME),
    cell("grade-bands-edited", "the list of grades edited", "closing.grades:number",
         replaced("closing.grades:number", "≥90", "≥70"), SAME),
    cell("instruction-edited", "the instruction at the top edited", "hint:standard",
         replaced("hint:standard", "空白表示没有", "空白表示全扣"), SAME),
    cell("reason-hint-edited", "the demand for a reason edited", "adjustment.1:score", replaced("adjustment.1:score",
                                                                                                "须", "不必"), SAME),
    number("label-cleared", "a label cleared", "callback_rate.actual:label", None, SAME, "已回访数（户）"),
    number("number-of-a-criterion", "a criterion's number changed", "callback_rate:number", 9, SAME, "1"),
    cell("label-by-formula", "a formula put into a label", "records:title",
         combined(set_cell("records:title", "表格管理", '"表格"&"管理"')), SAME,
         found='="表格"&"管理"', expected="表格管理"),
    formula("hint-formula-edited", "the levels shown beside a rating edited", "problem_handling.rating:label", SAME,
            replace_in_formula("problem_handling.rating:label", '" · 偶尔需要督促"', '" · 表现优秀"')),
    cell("ratee-edited", "another name in the form", "top.ratee", replaced("top.ratee", "王小燕", "李梅"), SAME),
    cell("rater-edited", "another rater in the form", "top.raters", replaced("top.raters", "李建国", "王经理"), SAME),
    number("form-number-overwritten", "the visible form number overwritten", "top.number", "已核", SAME, None),
    number("organisation-edited", "organisation and period edited", "top.organisation",
           "示例家居有限公司 · 2026 年 12 月", SAME,
           "示例家居有限公司 · 2026 年 11 月"),
    cell("merged-over-points", "points hidden by a merged area", "callback_rate:points", merged, SAME,
         code="locked-cell-covered",
         found=BOTH, expected="20"),
    # the points are gone, which is 0: callback 0: 58
    cell("merged-and-cleared", "points lost in a merged area", "callback_rate:points",
         lambda case: case.edit(merged_and_cleared),
         worth(58, "差"), expected="20"),
)  # fmt: skip

FORMATS = (
    lying("points-shown-as-text", "points that show 40", "callback_rate:points", '"40"', worth(94, "优秀")),
    lying("points-shown-hidden", "points that show nothing", "callback_rate:points", ";;;", UNSEEN),
    # 2000 % is 20
    lying("points-shown-as-percent", "points shown as a percentage", "records:points", "0%", SAME),
    # 15 with a 0 behind it: conduct 150−5 = 145, 135 more: 211, capped at 110
    lying("points-shown-with-a-digit", "a digit added to points", "conduct:points", '0"0"', worth(110, "优秀")),
    # records 15 → 20: 81
    lying("score-shown-as-text", "a score that shows 20", "records:score", '"20"', worth(81, "良好")),
    # section 1: 33 → 40: 83
    lying("subtotal-shown-as-text", "a subtotal that shows 40", "section.1:score", '"40.00"', worth(83, "良好")),
    lying("total-shown-as-text", "a total that shows 91", "total", '"91.00"', worth(91, "优秀")),
    lying("total-shown-conditionally", "a total that shows 91 when it is above 0", "total", '[>0]"91.00";0.00', UNSEEN),
    lying("top-total-shown-as-text", "a total at the top that shows 91", "top.total", '"91.00"', worth(91, "优秀")),
    lying("score-shown-as-date", "a score shown as a date", "attitude:score", "yyyy-mm-dd", UNSEEN),
    lying("gap-count-shown-as-text", "a count of what is missing that shows 0", "gaps", '"0"', COMPLETE),
    Fixture(
        # one cell, one finding: records 20: 81
        "score-overwritten-and-formatted", "a score overwritten, with a number format that lies", "T",
        (Found("formula-changed", "records:score", "20", None, worth(81, "良好")),),
        lambda case: (combined(set_cell("records:score", 20))(case), set_number_format("records:score",
                                                                                       '"20.0"')(case)),
    ),
)  # fmt: skip

BESIDE = (
    Fixture(
        "stale-total", "a total that another program did not recalculate", "A",
        (Found("shown-total-differs", "total", "91", "76.00"),), combined(set_shown_value("total", 91)), notes=True,
    ),
    Fixture("stale-score", "a score that another program did not recalculate", "A", (),
            combined(set_shown_value("records:score", 20)), notes=True),
    Fixture(
        "score-in-a-hidden-column", "a number in a hidden column", "W", (Found("cell-added", "section.1:gap", "99"),),
        lambda case: case.edit(lambda sheet: sheet.__setitem__(at("section.1:gap"), 99)),
    ),
    Fixture(
        # the form is not complete, so there is no total and no price
        "tampering-in-an-incomplete-form", "points changed in a form that is not finished", "R",
        (Found("locked-cell-changed", "callback_rate:points", "40", "20", "The issued content is used."),
         Found("missing-input", "ability.rating")),
        lambda case: (case.fill(ability__rating=None), combined(set_cell("callback_rate:points", 40))(case)),
        total=None,
    ),
)  # fmt: skip

TAMPERING: tuple[Fixture, ...] = (
    *POINTS, *SCORES, *SUMS, *TOTALS, *GRADES, *COUNTERS, *TEXTS, *FORMATS, *BESIDE,
)  # fmt: skip
