"""Does a department's book hold its own people, and of the others nothing but a nameless mean?"""

from __future__ import annotations

import re

import pytest

from tests.summary import returned
from tests.summary.companies import company, longer
from tests.summary.periods import SCHEMES, make, with_earlier
from tests.summary.test_cover import panel
from xlsappraise.base.i18n import words
from xlsappraise.base.problems import Rendered
from xlsappraise.product.summary import summarize
from xlsappraise.report.by_department import department_books

FIRST = SCHEMES[0].id


def books(data, say=str):
    return {book.department: book.sheets for book in department_books(data, say)}


def texts(sheets):
    return [str(cell.value) for sheet in sheets for cell in sheet.cells if isinstance(cell.value, str)]


@pytest.mark.parametrize("make_data", [lambda: company(60, 5), lambda: longer(40, 3, "2026-Q4")])
def test_nobody_of_another_department_is_named(make_data):
    data = make_data()
    found = books(data, words("zh_CN"))
    assert sorted(found) == sorted(set(data.results["department"]))
    for department, sheets in found.items():
        own = data.results[data.results["department"] == department]
        alien = data.results[data.results["department"] != department]
        foreign = {*alien["employee_id"], *alien["department"], *(set(alien["name"]) - set(own["name"]))}
        raters = "|".join(map(re.escape, set(own["rater"])))
        shown = [re.sub(raters, "", text) for text in texts(sheets)]
        assert [(text, word) for text in shown for word in foreign if word in text] == []
        assert set(own["employee_id"]) <= set(shown)


def test_it_is_cover_results_criteria_and_questions():
    sheets = books(company(60, 2), words("zh_CN"))["客服1部"]
    names = [sheet.name for sheet in sheets]
    assert names[:2] == ["总览", "成绩"]
    assert {name.partition("·")[0] for name in names} <= {"总览", "成绩", "分项", "问题", "未交"}
    assert next(iter(sheets[0].cells)).value == "客服1部 2026 年 11 月绩效考核汇总"


def test_ranks_and_the_others_are_those_of_the_whole_scheme():
    """Three of 甲 and one of 乙, who is the best; the others' mean is 70."""
    marks = [("1", "甲", 60.0), ("2", "甲", 70.0), ("3", "甲", 80.0), ("4", "乙", 90.0)]
    data = make([(n, f"某{n}", of, "王", FIRST, mark, "valid") for n, of, mark in marks])
    cover = books(data)["乙"][0]
    assert panel(cover, "The best: 1")[1][:3] == ["4 某4", "1/4 优秀", 90.0]
    assert panel(cover, "Means")[1] == [SCHEMES[0].title, 1, 90.0, "—", "others 70.00, difference +20.00"]
    assert panel(books(data)["甲"][0], "The best: 2")[1][:2] == ["3 某3", "2/4 良好"]


def test_the_last_period_is_that_of_the_same_people():
    marks = [("1", "甲", 60.0), ("2", "乙", 90.0)]
    data = make([(n, f"某{n}", of, "王", FIRST, mark, "valid") for n, of, mark in marks])
    data = with_earlier(data, {"2026-10": {"1": 50.0, "2": 100.0}})
    assert panel(books(data)["甲"][0], "Means")[1][3] == 10.0


def test_a_finding_that_names_somebody_else_is_left_out():
    own = Rendered("missing-input", "error", "a.xlsx", "E1", None, "H9", None, "0–10", "H9 is blank")
    other = Rendered("marks-copied", "warning", "a.xlsx", "E1", None, None, "E2", None, "the same as those of E2 某乙")
    data = make(
        [("E1", "某甲", "甲", "王", FIRST, None, "invalid"), ("E2", "某乙", "乙", "王", FIRST, 80.0, "valid")],
        problems=(own, other),
    )
    shown = texts(books(data)["甲"])
    assert "missing-input" in shown
    assert "marks-copied" not in shown


def test_the_command_writes_them_and_books_of_departments_that_are_no_more_are_kept_apart(tmp_path):
    bench = returned.month()
    with bench.open() as office:
        folder, earlier = office.workspace.summaries(bench.period), office.workspace.earlier(bench.period)
        folder.mkdir(exist_ok=True)
        (folder / "旧部门.xlsx").write_bytes(b"old")
        done = summarize(office, bench.period, by_department=True, out=tmp_path / "copy.xlsx")
    assert [path.name for path in done.departments] == [path.name for path in sorted(folder.iterdir())]
    assert done.departments[0] == folder / "客服一部.xlsx"
    assert [path.read_bytes() for path in earlier.glob("旧部门*.xlsx")] == [b"old"]
