"""Does the cover alone say who is best and weakest and why, whether it is fair, what changed, what is to be done?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.summary.companies import company, longer
from tests.summary.periods import SCHEMES, make, scheme, with_earlier
from xlsappraise.base.problems import Rendered
from xlsappraise.drawing.spec import Sheet
from xlsappraise.report.book import summary_sheets
from xlsappraise.report.context import Report
from xlsappraise.report.cover.decisions import decisions
from xlsappraise.report.cover.standouts import standouts
from xlsappraise.report.data import SummaryData
from xlsappraise.report.sheets.missing import reminders

FIRST = SCHEMES[0].id


def panel(sheet: Sheet, heading: str) -> list[list[object]]:
    """Return the rows below a heading, to the next one."""
    start = next(cell for cell in sheet.cells if str(cell.value).startswith(heading))
    rows: dict[int, list[object]] = {}
    for cell in sheet.cells:
        right = cell.column >= start.column and (start.column or cell.column < start.column + start.across)
        if cell.row > start.row and right and cell.value not in (None, ""):
            rows.setdefault(cell.row, []).append(cell)
    found = []
    for row in sorted(rows):
        if any(cell.style == "section" for cell in rows[row]):
            break
        found.append([cell.value for cell in sorted(rows[row], key=lambda cell: cell.column)])
    return found


def cover(data: SummaryData) -> Sheet:
    return summary_sheets(data, str)[0]


def month(*totals: float) -> SummaryData:
    return make([(str(n), f"某{n}", "部", "王", FIRST, total, "valid") for n, total in enumerate(totals, 1)])


# Who is best, who is weakest, and why


def test_best_and_weakest_with_the_change_and_what_made_it():
    data = with_earlier(month(95.0, 80.0, 60.0), {"2026-10": {"1": 90.0, "3": 70.0}})
    data.criteria[FIRST].loc[:, ["c0", "c1", "c2", "c3", "c4"]] = [
        [20, 20, 20, 20, 15], [16, 16, 16, 16, 16], [16, 4, 10, 14, 16],
    ]  # fmt: skip
    sheet = cover(data)
    assert panel(sheet, "The best: 2")[1:] == [
        ["1 某1", "1/3 优秀", 95.0, 5.0, "首次响应及时率 +6.7, 服务态度与规范 +4.7 · marked by: 王"],
        ["2 某2", "2/3 良好", 80.0, "—", "首次响应及时率 +2.7, 服务态度与规范 +0.7 · marked by: 王"],
    ]
    assert panel(sheet, "The weakest: 1")[1:] == [
        ["3 某3", "3/3 待提高", 60.0, -10.0, "首次响应及时率 −9.3, 服务态度与规范 −5.3 · marked by: 王"]
    ]


def test_results_of_schemes_with_other_totals_are_compared_by_their_share():
    """30 of 40 points are better than 70 of 100."""
    forty = SCHEMES[0].total.model_copy(update={"points": 40})
    small = scheme("small", "四十分", 4, 10.0).model_copy(update={"total": forty})
    data = make([("1", "甲", "部", "王", "small", 30.0, "valid"), ("2", "乙", "部", "王", FIRST, 70.0, "valid")],
                (small, SCHEMES[0]))  # fmt: skip
    best, weakest = standouts(Report(data, str))
    assert [one.employee_id for one in (*best, *weakest)] == ["1", "2"]


def test_a_person_with_two_results_stands_once_in_one_list():
    people = [(str(n), "某", "部", "王", of, 60.0 + 10 * n, "valid") for n in range(3) for of in (FIRST, SCHEMES[1].id)]
    best, weakest = standouts(Report(make(people), str))
    assert [one.employee_id for one in best] == ["2", "1"]
    assert [one.employee_id for one in weakest] == ["0"]


def test_the_first_of_a_severe_scheme_is_not_among_the_weakest():
    """Of A: 95, 90, 85, 80; of B, whose marks are lower: 70, 60, 50, 40. 1st and 2nd of B are not weak in it."""
    marks = {FIRST: (95.0, 90.0, 85.0, 80.0), SCHEMES[1].id: (70.0, 60.0, 50.0, 40.0)}
    people = [(f"{of[:1]}{n}", "某", "部", "王", of, mark, "valid") for of in marks for n, mark in enumerate(marks[of])]
    best, weakest = standouts(Report(make(people), str))
    assert [one.employee_id for one in best] == ["f0", "f1", "a0", "a1"]
    assert [one.employee_id for one in weakest] == ["a3", "a2", "f3", "f2"]


def test_the_last_of_a_scheme_is_named_though_another_form_made_him_one_of_the_best():
    people = [("1", FIRST, 95.0), ("2", FIRST, 80.0), ("3", FIRST, 70.0), ("1", SCHEMES[1].id, 40.0),
              ("4", SCHEMES[1].id, 60.0), ("5", SCHEMES[1].id, 65.0)]  # fmt: skip
    data = make([(number, "某", "部", "王", of, mark, "valid") for number, of, mark in people])
    best, weakest = standouts(Report(data, str))
    assert [(one.employee_id, one.rank) for one in best] == [("1", 1), ("2", 2), ("5", 1)]
    assert [(one.employee_id, one.rank) for one in weakest] == [("1", 3), ("3", 3)]


def test_no_gain_is_a_reason_for_being_weak():
    data = month(95.0, 80.0, 60.0)
    data.criteria[FIRST].loc[:, ["c0", "c1", "c2", "c3", "c4"]] = [
        [20, 20, 20, 20, 15], [16, 16, 16, 16, 16], [18, 18, 18, 6, 18],
    ]  # fmt: skip
    assert panel(cover(data), "The weakest: 1")[1][-1] == "投诉处理 −8.0 · marked by: 王"


def test_a_deduction_by_hand_is_a_reason():
    data = replace(month(90.0, 85.0, 60.0), adjusted={(FIRST, "3"): -20.0})
    assert "Adjustments −13.3" in str(panel(cover(data), "The weakest")[1][-1])


def test_of_a_quarter_the_months_are_the_reason():
    best, _weakest = standouts(Report(longer(8, 1, "2026-Q4"), str))
    assert best[0].why.startswith("M10 ")


def place_of_the_best(*roles: str) -> str:
    """Return how a cover names the schemes of long titles that are for these roles."""
    title = "售后服务中心客服专员季度综合绩效考核评分表"
    schemes = [
        scheme(f"s{n}", f"{title}{n}", 2, 50.0).model_copy(update={"role": role}) for n, role in enumerate(roles)
    ]
    people = [(f"{one.id}{n}", "某", "部", "王", one.id, 95.0 - n, "valid") for one in schemes for n in range(2)]
    return str(panel(cover(make(people, tuple(schemes))), "The best")[1][1])


def test_a_scheme_with_a_long_title_is_named_by_whom_it_is_for():
    assert place_of_the_best("售后专员", "客服组长") == "售后专员\n1/2 优秀"


def test_whom_schemes_are_for_does_not_name_them_where_two_are_for_the_same():
    cut, _break, place = place_of_the_best("售后专员", "售后专员").partition("\n")
    assert (cut[:6], cut[-1], place) == ("售后服务中心", "…", "1/2 优秀")


# The first line


def first_line(data: SummaryData) -> str:
    return next(str(cell.value) for cell in cover(data).cells if cell.style == "headline")


def test_the_first_line_answers_what_can_be_answered():
    data = with_earlier(month(95.0, 80.0, 60.0), {"2026-10": {"1": 90.0, "3": 72.5}})
    assert first_line(data) == (
        "3 of 3 results are valid. Best: 某1 95.00 优秀; weakest: 某3 60.00 待提高. On last period "
        "1 rose and 1 fell, by −3.75 on average. Rose most: 某1 +5.00. Fell most: 某3 −12.50. "
        "Nothing waits for a decision."
    )


def test_the_first_line_of_one_result_names_nobody():
    assert first_line(month(95.0)) == "1 of 1 results are valid. Nothing waits for a decision."


def test_the_first_line_of_a_month_without_results_says_what_waits():
    data = make([("1", "甲", "部", "王", FIRST, None, "missing")])
    assert first_line(data) == "0 of 1 results are valid. To be decided: 1."


def test_the_first_line_names_raters_only_where_they_differ_beyond_chance():
    def two(apart: float) -> SummaryData:
        marks = [(rater, 80.0 + (apart if rater == "甲" else 0.0) + n) for rater in "甲乙丙" for n in range(6)]
        return make([(f"{n:02d}", "某", "部", rater, FIRST, mark, "valid") for n, (rater, mark) in enumerate(marks)])

    assert "Raters who differ beyond chance: 甲" in first_line(two(15.0))
    best = [row[-1] for row in panel(cover(two(15.0)), "The best")[1:]]
    assert all(str(text).endswith("lenient rater: 甲") for text in best)
    assert "lenient" not in str(panel(cover(two(0.0)), "The best"))
    assert "No rater differs beyond chance." in first_line(two(0.0))


def test_people_with_several_results_are_counted_once_and_their_results_named():
    people = [(n, "某", "部", "王", of, 80.0, "valid") for n, of in (("1", FIRST), ("1", SCHEMES[1].id), ("2", FIRST))]
    (lead,) = (str(cell.value) for cell in cover(make(people)).cells if cell.style == "lead")
    assert lead.startswith("2 people with 3 results, 2 schemes; withdrawn 1.")


# Is it fair; means within schemes


def test_means_never_mix_schemes():
    people = [(f"{of}{n}", "某", f"{n}部", "王", of, mark, "valid")
              for of, mark in ((FIRST, 90.0), (SCHEMES[1].id, 50.0)) for n in range(3)]  # fmt: skip
    data = make(people)
    shown = [cell.value for sheet in summary_sheets(data, str) for cell in sheet.cells]
    assert 70.0 not in shown
    assert {row[0]: row[2] for row in panel(cover(data), "Means, scheme by scheme")[1:]} == {
        SCHEMES[0].title: 90.0, SCHEMES[1].title: 50.0,
    }  # fmt: skip


def test_the_change_of_a_scheme_is_that_of_the_people_who_are_in_both_periods():
    """Somebody who came or left changes the mean of a scheme, and nobody's marks."""
    data = with_earlier(month(95.0, 85.0), {"2026-10": {"1": 80.0, "9": 20.0}})
    assert panel(cover(data), "Means")[1][:4] == [SCHEMES[0].title, 2, 90.0, 15.0]
    strangers = with_earlier(month(95.0, 85.0), {"2026-10": {"9": 20.0}})
    assert panel(cover(strangers), "Means")[1][:4] == [SCHEMES[0].title, 2, 90.0, "—"]


def test_grades_stand_beside_those_of_the_last_period():
    data = with_earlier(month(95.0, 85.0), {"2026-10": {"1": 95.0, "2": 95.0, "9": 85.0, "8": 85.0}})
    rows = panel(cover(data), "Grades against 2026-10")
    assert rows[1][:5] == ["优秀", 1, 0.5, 0.5, 0.0]
    assert cover(data).charts[0].low == 0


# What is to be decided


def test_forty_missing_forms_are_one_line(say):
    people = [(f"{n:03d}", "某", "部", f"考{n}", FIRST, None, "missing") for n in range(40)]
    (found,) = decisions(make(people), say)
    assert found.kind == "未交"
    assert found.who.startswith("000 某、001 某") and found.who.endswith("另有 34 人")
    assert "考0 1 份" in found.what and "另有 34 人" in found.what


def test_each_open_form_is_named_once(data, say):
    who = {one.kind: one.who for one in decisions(data, say)}
    assert {kind: text.split()[0] for kind, text in who.items()} == {
        "篡改": "E003", "待选定": "E013", "有问题": "E020", "拒收": "收件/工资表.xlsx", "未填完": "E006",
        "未交": "E023",
    }  # fmt: skip
    assert "E013" not in who["有问题"]


def test_a_file_that_waits_comes_with_its_command(data, say):
    found = next(one for one in decisions(data, say) if one.kind == say("set aside"))
    assert 'xlsappraise accept "收件/E013 修改版.xlsx" --reason …' in found.what


def test_a_form_of_another_month_is_not_to_be_accepted(say):
    """``accept`` would not make it one of this month; a version that waits keeps its command."""
    files = [("a.xlsx", "set_aside", "1", "another month"), ("b.xlsx", "set_aside", "2", "versions differ")]
    astray = Rendered("wrong-period", "error", "a.xlsx", "1", None, None, "2026-10", "2026-11", "of 2026-10")
    people = [(n, f"某{n}", "部", "王", FIRST, 80.0, "valid") for n in "12"]
    waits, other = decisions(make(people, problems=(astray,), files=files), str)
    assert (waits.who, other.who) == ("2 某2", "1 某1")
    assert "accept b.xlsx" in waits.what
    assert "accept" not in other.what and "inbox of its period" in other.what


def test_a_file_without_a_number_comes_with_the_form_that_is_proposed_and_is_named_beside_people():
    files = [("表.xlsx", "set_aside", "", "proposed"), ("b.xlsx", "set_aside", "2", "versions differ")]
    found = Rendered("form-proposed", "error", "表.xlsx", None, None, None, "1", "XA1-1-01-2", "…")
    people = [(n, f"某{n}", "部", "王", FIRST, 80.0, "valid") for n in "12"]
    (waits,) = decisions(make(people, problems=(found,), files=files), str)
    assert (waits.who, "accept 表.xlsx --as XA1-1-01-2 --reason …" in waits.what) == ("表.xlsx, 2 某2", True)


def test_a_form_that_came_back_blank_is_not_said_to_have_a_marked_copy():
    people = [(n, f"某{n}", "部", "王", FIRST, None, "incomplete") for n in "12"]
    blank = Rendered("untouched", "error", "a.xlsx", "1", "表", None, None, None, "blank")
    (one, other) = decisions(make(people, problems=(blank,)), str)
    assert (one.who, other.who) == ("1 某1", "2 某2")
    assert "corrections" not in one.what and "Ask 王" in one.what and "corrections" in other.what


def test_one_missing_month_of_sixty_people_is_one_line():
    problems = tuple(
        Rendered("rollup-period-missing", "warning", None, str(n), None, None, "2026-08", None, f"{n}: …")
        for n in range(60)
    )
    data = replace(month(*(80.0 for _n in range(60))), problems=problems)
    (found,) = decisions(data, str)
    assert found.who.startswith("2026-08: 0, 1 某1")
    assert "and 54 more" in found.who


def test_what_is_settled_is_not_asked_again(data):
    tampered = tuple(found for found in data.problems if found.severity == "tampering")
    assert "tampering" in {one.kind for one in decisions(data, str)}
    assert "tampering" not in {one.kind for one in decisions(replace(data, settled=tampered), str)}


def test_files_that_are_settled_are_not_asked_about(data, say):
    foreign = tuple(found for found in data.problems if found.code == "file-foreign")
    assert say("refused") in {one.kind for one in decisions(data, say)}
    assert say("refused") not in {one.kind for one in decisions(replace(data, settled=foreign), say)}


def test_a_declined_version_waits_for_nothing(data, say):
    """Both files of E013 are set aside; the one that lost has nothing to accept."""
    declined = Rendered("version-declined", "note", "收件/E013 修改版.xlsx", "E013", None, None, None, None, "declined")
    (waits,) = [one for one in decisions(replace(data, problems=(declined,)), say) if one.kind == say("set aside")]
    assert "E013 最终版" in waits.what


def test_findings_about_unknown_people_are_still_told(data):
    forged = Rendered("token-forged", "tampering", "a.xlsx", None, None, None, "XA1-1", None, "forged")
    alien = Rendered("token-forged", "tampering", "b.xlsx", "E999", None, None, "XA1-2", None, "forged")
    found = decisions(replace(data, problems=(forged, alien), schemes={}), str)[0]
    assert (found.kind, found.who) == ("tampering", "a.xlsx, E999")


def test_what_is_hard_to_believe_is_named_by_cause():
    """The cause with the most people first; a person who has it twice is named once."""
    problems = tuple(
        Rendered(code, "note", f"{n}.xlsx", n, None, None, None, None, f"about {code}")
        for code, whose in (("far-from-target", "2"), ("same-mark", "1123"))
        for n in whose
    )
    data = replace(month(90.0, 80.0, 70.0), problems=problems)
    assert panel(cover(data), "What to ask about")[:2] == [
        ["1 某1, 2 某2, 3 某3", "about same-mark"],
        ["2 某2", "about far-from-target"],
    ]
    assert decisions(data, str) == []


def test_a_cause_with_other_words_for_each_is_named_in_general():
    """The figures of one would be read as those of all; each has its row in the sheet of problems."""
    problems = tuple(
        Rendered("far-from-target", "note", f"{n}.xlsx", n, None, None, None, None, f"{n} says {n}00") for n in "12"
    )
    data = replace(month(90.0, 80.0, 70.0), problems=problems)
    (line,) = panel(cover(data), "What to ask about")[:1]
    assert line[0] == "1 某1, 2 某2"
    assert line[1].startswith("far from the target (2;")
    assert "00" not in line[1]


def test_forms_to_ask_about_are_counted_in_the_first_line(data):
    asked = tuple(
        Rendered("same-mark", "note", file, "1", None, None, None, None, "alike")
        for file in ("1.xlsx", "1.xlsx", "2.xlsx")
    )
    one = replace(month(90.0, 80.0, 70.0), problems=asked)
    told = " ".join(str(cell.value) for cell in cover(one).cells if cell.value)
    assert "Forms with entries to ask about: 2." in told
    assert "Nothing waits for a decision." not in told
    none = " ".join(str(cell.value) for cell in cover(replace(one, problems=())).cells if cell.value)
    assert "Nothing waits for a decision." in none
    assert "to ask about:" not in none


# The page


def test_every_sheet_is_linked(data):
    sheets = summary_sheets(data, str)
    links = {cell.link: cell.style for cell in sheets[0].cells if cell.link}
    assert list(links) == [sheet.name for sheet in sheets[1:]]
    assert [name for name, style in links.items() if style == "link-muted"] == ["Files", "Notes"]


@pytest.mark.parametrize(("people", "schemes"), [(1, 1), (3, 1), (60, 5), (200, 39)])
def test_the_cover_is_one_page_and_no_wider_than_a_screen(people, schemes, say):
    sheet = summary_sheets(company(people, schemes), say)[0]
    assert sheet.page.single
    assert sum(int(width * 7 + 0.5) + 5 for width in sheet.widths) <= 1300
    assert sum(sheet.heights.values()) < (1000 if schemes > 20 else 900)  # links to the sheets of 39 schemes


def test_of_two_people_no_mean_is_made_and_the_reasons_are_points_lost():
    """Under “against the mean” stood what is missing from the full points: the best of two had nothing but minuses."""
    data = month(95.0, 80.0)
    data.criteria[FIRST].loc[:, ["c0", "c1", "c2", "c3", "c4"]] = [[20, 20, 20, 20, 15], [16, 16, 20, 16, 12]]
    best, weakest = standouts(Report(data, str))
    assert best[0].why.startswith("lost: ") and best[0].why.count("5.0") == 1
    assert weakest[0].why.startswith("lost: ")


def departments_of(*sizes: int) -> str:
    people = [
        (f"{n}{m}", "某", f"{n}部", "王", FIRST, 90.0 - 10 * n, "valid")
        for n, size in enumerate(sizes)
        for m in range(size)
    ]
    return str(panel(cover(make(people)), "Means")[1][4])


def test_departments_of_a_few_people_are_not_compared():
    assert departments_of(3, 3) == "0部+10.0, 1部−10.0"
    assert departments_of(3, 2) == "0部+10.0"
    assert departments_of(2, 1) == "fewer than 3 people each"
    assert departments_of(4) == "one department only"
    assert departments_of(3, 3, 3) == "0部+15.0 to 2部−15.0"


# Until when a form that is missing was due


def test_what_is_missing_says_when_it_was_due():
    data = make([("1", "甲", "部", "王", FIRST, 80.0, "valid"), ("2", "乙", "部", "李", FIRST, None, "missing")])
    missing = replace(data, due=date(2026, 12, 5))
    (told,) = (found.what for found in decisions(missing, str) if found.kind == "not returned")
    assert told.startswith("Due on 2026-12-05. Remind 李 1")
    assert "due on 2026-12-05, are still open: 2 乙" in reminders(missing, str)["李"]
    (plain,) = (found.what for found in decisions(data, str) if found.kind == "not returned")
    assert plain.startswith("Remind 李 1") and "due" not in reminders(data, str)["李"]


def test_shares_of_grades_change_by_points_of_a_hundred():
    data = with_earlier(month(95.0, 80.0), {"2026-10": {"1": 95.0, "2": 92.0}})
    head, *rows = panel(cover(data), "Grades against")
    assert head == ["Grade", "People", "Share", "Last period", "Change (pp)"]
    assert {row[0]: row[4] for row in rows if len(row) == 5}["优秀"] == -50.0


def test_a_result_that_somebody_is_to_be_asked_about_says_so_among_the_best_and_the_weakest():
    asked = Rendered("same-mark", "note", "a.xlsx", "1", None, None, "3", None, "all marks are 3")
    changed = Rendered("locked-cell-changed", "tampering", "c.xlsx", "3", None, None, "3", None, "changed")
    calm = Rendered("row-hidden", "note", "b.xlsx", "2", None, None, None, None, "hidden")
    people = [(str(n), f"某{n}", "部", "王", FIRST, total, "valid") for n, total in enumerate((95.0, 80.0, 60.0), 1)]
    sheet = cover(make(people, problems=(asked, changed, calm)))
    places = [row[1] for title in ("The best", "The weakest") for row in panel(sheet, title)[1:]]
    assert places == ["1/3 优秀, to be verified", "2/3 良好", "3/3 待提高, to be verified"]


def test_points_that_a_bonus_section_takes_off_are_a_reason():
    first = SCHEMES[0]
    sections = (*first.sections[:-1], first.sections[-1].model_copy(update={"bonus": True}))
    taking = first.model_copy(update={"sections": sections})
    last = sections[-1].criteria[-1]
    data = make([("1", "甲", "部", "王", FIRST, 40.0, "valid")], (taking,))
    data.criteria[FIRST].loc[:, last.id] = -55.0
    reasons = Report(data, str).reasons
    assert reasons.losses(FIRST, "1")[0] == (last.title, 55.0)
    data.criteria[FIRST].loc[:, last.id] = 5.0
    assert last.title not in [title for title, _points in Report(data, str).reasons.losses(FIRST, "1")]
