"""What the settings say of every form: deadline, where it is returned, who signs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.checks.forms import result
from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person, write_roster
from tests.pipeline.test_part_period import settle
from xlsappraise.base.form_rules import Closing, FormRules
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal, say
from xlsappraise.product.roster import check_roster
from xlsappraise.roster.form_settings import with_settings
from xlsappraise.store.settings import Settings
from xlsappraise.store.start import start
from xlsappraise.store.workspace import SETTINGS

NOVEMBER = Period.parse("2026-11")


def with_sheet(bench: Bench, *rows: tuple[Any, ...], title: str = "设置", headings: tuple[str, ...] = ()) -> None:
    """Write a roster of one person with a sheet of settings."""
    path = bench.workspace.roster
    write_roster(path, [person()])
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet(title)
    for row in (headings or ("设置项", "内容"), *rows):
        sheet.append(row)
    book.save(path)


def issued(bench: Bench) -> list[str]:
    """Issue the form; return the texts of its last rows."""
    bench.steps = None
    bench.issue()
    return shown(bench)


def shown(bench: Bench) -> list[str]:
    sheet = openpyxl.load_workbook(bench.form()).worksheets[0]
    return [str(c.value) for row in sheet.iter_rows(min_row=sheet.max_row - 1) for c in row if c.value][1:]


def refused(bench: Bench) -> list[tuple[str, str | None]]:
    bench.steps = None
    with pytest.raises(Refusal) as refusal:
        bench.issue()
    assert not bench.outbox.exists()
    return [(found.code, found.cell) for found in refusal.value.problems]


def closing(text: str) -> FormRules:
    rules, faults = with_settings(FormRules(), {"deadline": text})
    assert faults == ()
    return rules


# Values


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("5", date(2026, 12, 5)), ("05", date(2026, 12, 5)), ("5日", date(2026, 12, 5)), ("5号", date(2026, 12, 5)),
        ("次月5日", date(2026, 12, 5)), ("次月 5 日前", date(2026, 12, 5)), ("下月３号之前", date(2026, 12, 3)),
        ("5th", date(2026, 12, 5)), ("day 5", date(2026, 12, 5)), ("31", date(2026, 12, 31)),
        ("2026-12-08", date(2026, 12, 8)), ("2026年12月8日", date(2026, 12, 8)), ("20261208", date(2026, 12, 8)),
    ],
)  # fmt: skip
def test_a_deadline_is_a_day_of_the_next_month_or_a_date(text: str, due: date) -> None:
    assert closing(text).due(NOVEMBER) == due


@pytest.mark.parametrize(("week", "due"), [("2026-W45", date(2026, 11, 8)), ("2026-W46", date(2026, 11, 15))])
def test_a_form_of_a_week_is_due_on_its_sunday(week: str, due: date) -> None:
    """The fifth of the month after was read as the fifth of the month in which the next week begins."""
    assert FormRules(5).due(Period.parse(week)) == due
    assert FormRules(date(2026, 11, 20)).due(Period.parse(week)) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("period", "due"), [("2027-01", date(2027, 2, 28)), ("2026-Q4", date(2027, 1, 31)), ("2026", date(2027, 1, 31))]
)
def test_a_shorter_month_ends_with_its_last_day(period: str, due: date) -> None:
    assert closing("31").due(Period.parse(period)) == due


@pytest.mark.parametrize(
    ("name", "text"),
    [("deadline", "0"), ("deadline", "32"), ("deadline", "月底"), ("deadline", "2026-13-01"),
     ("return_to", "hr@"), ("return_to", "x" * 121), ("signers", "本人、张三"), ("part_period", "看情况"),
     ("least_days", "十天左右"), ("least_days", "400")],
)  # fmt: skip
def test_what_cannot_be_read_is_named(name: str, text: str) -> None:
    _rules, faults = with_settings(FormRules(), {name: text})
    assert [(fault.name, fault.text) for fault in faults] == [(name, text)]


@pytest.mark.parametrize(
    ("text", "due"),
    [("本人、主管、人事", ("ratee", "supervisor", "hr")), ("人事，员工本人", ("ratee", "hr")),
     ("HR/Supervisor", ("supervisor", "hr")),
     ("无", ()), ("间接主管", ("indirect",))],
)  # fmt: skip
def test_who_signs(text: str, due: tuple[str, ...]) -> None:
    assert with_settings(FormRules(signers=("hr",)), {"signers": text})[0].signers == due


# The file of settings


def loaded(tmp_path: Path, text: str) -> Settings:
    (tmp_path / SETTINGS).write_text(text, encoding="utf-8")
    return Settings.load(tmp_path / SETTINGS)


def test_the_settings_may_be_numbers_days_or_texts(tmp_path: Path) -> None:
    text = 'deadline = 5\nleast_days = 10\nreturn_to = "人事部 3 楼"\nsigners = "本人"\npart_period = "按天折算"\n'
    assert loaded(tmp_path, text).forms == FormRules(5, "人事部 3 楼", ("ratee",), "scaled", 10)
    assert loaded(tmp_path, "deadline = 2026-12-08\n").forms == FormRules(date(2026, 12, 8))
    assert loaded(tmp_path, 'deadline = ""\nsigners = " "\n').forms == FormRules()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("deadline = true\n", "“deadline” must be a text in quotes or a number"),
        ("deadline = [5]\n", "“deadline” must be a text in quotes or a number"),
        ("deadline = 40\n", "“deadline” is “40”; expected: a day of the month after the period, such as 5, or a date, "
                            "such as 2026-12-05"),
        ('part_period = "half"\n', "“part_period” is “half”; expected: “targets unchanged” or “targets by days”"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_said_with_what_is_expected(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refusal) as refusal:
        loaded(tmp_path, text)
    (found,) = refusal.value.problems
    assert (found.code, message_of(found)) == (
        "settings-invalid", f"appraise.toml: {said}. Correct the file in a text editor."
    )  # fmt: skip


# The sheet of settings


@pytest.mark.parametrize("today", ["2027-01-06", "月中"])
def test_a_summary_says_until_when_the_forms_said_they_were_due(bench: Bench, today: str) -> None:
    with_sheet(bench, ("交表截止", "2026-12-05"))
    issued(bench)
    with_sheet(bench, ("交表截止", today))  # changed since, or not to be understood
    rows = list(openpyxl.load_workbook(bench.summarize().workbook)["未交"].values)
    assert "2026 年 11 月考核表应于 2026-12-05 前交回，还有 1 份未收到" in str(rows[1][-1])


def test_the_form_ends_with_the_return_and_the_signatures(bench: Bench) -> None:
    with_sheet(bench, ("交表截止", 5), ("交表地址", "hr@example.com"), ("签字人", "本人、主管、人事"))
    line = "＿" * 6
    assert issued(bench) == [
        "请于 2026 年 12 月 5 日前（含当天）填好，交回 hr@example.com。",
        "closing.signatures",
        f"签字　被考核人（仅表示知悉）：{line}　主管：{line}　人事：{line}　日期：{line}",
    ]


@pytest.mark.parametrize(
    ("row", "due"),
    [
        (("截止日期", datetime(2026, 12, 8)), "请于 2026 年 12 月 8 日前（含当天）填好交回。"),
        (("Deadline", "day 8"), "请于 2026 年 12 月 8 日前（含当天）填好交回。"),
        (("Forms due by:", "8"), "请于 2026 年 12 月 8 日前（含当天）填好交回。"),
        (("邮箱", "hr@example.com"), "填好后请交回 hr@example.com。"),
        (("地址", "人事部 3 楼 301"), "填好后请交回 人事部 3 楼 301。"),
        (("Return forms to", "HR desk"), "填好后请交回 HR desk。"),
    ],
)
def test_settings_are_read_by_any_of_their_names(bench: Bench, row: tuple[Any, ...], due: str) -> None:
    with_sheet(bench, row)
    assert issued(bench)[-1] == due


def test_an_english_sheet_is_read_as_well(bench: Bench) -> None:
    with_sheet(bench, ("Forms due by", 5), ("Signed by", "HR"), title="Settings", headings=("Setting", "Content"))
    assert issued(bench)[0] == "请于 2026 年 12 月 5 日前（含当天）填好交回。"


def test_the_sheet_counts_before_the_file(bench: Bench) -> None:
    settle(bench, 'deadline = 9\nreturn_to = "人事部"\nsigners = "人事"\n')
    with_sheet(bench, ("交表截止", 5), ("签字人", "无"))
    assert issued(bench)[-1] == "请于 2026 年 12 月 5 日前（含当天）填好，交回 人事部。"


def test_mistakes_in_the_sheet_are_named_with_their_cells_and_nothing_is_issued(bench: Bench) -> None:
    with_sheet(bench, ("交表截止", "月底"), ("交表地址", "hr@"), ("期中入职离职", "看情况"))
    assert refused(bench) == [("settings-value", "B2"), ("settings-value", "B3"), ("settings-value", "B4")]


def test_a_date_that_is_left_from_another_period_is_refused(bench: Bench) -> None:
    with_sheet(bench, ("交表截止", "2026-10-05"))
    assert refused(bench) == [("deadline-of-another-period", "B2")]
    settle(bench, "deadline = 2026-10-05\n")
    with_sheet(bench)
    assert refused(bench) == [("deadline-of-another-period", None)]


def test_a_row_that_is_no_setting_is_named(bench: Bench) -> None:
    with_sheet(bench, ("交表截至", 5), ("备注", None))
    bench.steps = None
    made = bench.issue()
    (found,) = [p for p in made.problems if p.code == "settings-row-unknown"]
    assert (found.cell, message_of(found)) == (
        "A2", "设置 A2: “交表截至” is not a setting, so this row is not read. Expected: Forms due by."
    )  # fmt: skip


@pytest.mark.parametrize("row", [("交表截止", 5), ("设置项", "什么"), ("", "")])
def test_a_sheet_without_headings_is_said_not_to_be_read(bench: Bench, row: tuple[Any, ...]) -> None:
    with_sheet(bench, ("交表地址", "hr@example.com"), headings=row)
    made = bench.issue()
    (found,) = made.problems
    assert (found.code, found.severity, found.sheet, len(made.issued)) == ("settings-no-headings", "warning", "设置", 1)
    assert say(found, "zh_CN") == (
        "roster.xlsx 的工作表“设置”没有读取：里面没有写着设置项、内容这些表头的一行。请在各项设置上面加上这一行表头。"
    )
    assert "has the headings Setting, Content." in say(found, "en")
    with bench.open() as office:
        assert [p.code for p in check_roster(office, NOVEMBER).problems if p.severity == "warning"] == [found.code]


def test_an_empty_sheet_is_nothing_to_speak_of(bench: Bench) -> None:
    with_sheet(bench, headings=("", ""))
    assert bench.issue().problems == []


def test_forms_without_such_settings_have_no_such_lines(bench: Bench) -> None:
    bench.issue(person())
    assert shown(bench)[-1] == "等级：优秀 ≥90、良好 ≥80、合格 ≥70、待提高 ≥60、差 <60。"
    with bench.open() as office:
        (issue,) = office.ledger.issues("2026-11")
        assert office.blueprints([issue])[issue.master_id].closing == Closing()


def test_a_form_with_these_lines_comes_back_and_is_scored(bench: Bench) -> None:
    with_sheet(bench, ("交表截止", 5), ("签字人", "本人"))
    issued(bench)
    bench.fill(WORKED_EXAMPLE)
    assert bench.codes() == []
    assert result(bench)["total"] == 76.0
    with bench.open() as office:
        (issue,) = office.ledger.issues("2026-11")
        assert office.blueprints([issue])[issue.master_id].closing == Closing(date(2026, 12, 5), "", ("ratee",))


def test_a_form_keeps_its_lines_when_the_settings_change(bench: Bench) -> None:
    with_sheet(bench, ("交表截止", 5))
    issued(bench)
    form = bench.form()
    before = form.read_bytes()
    with_sheet(bench, ("交表截止", 9))
    form.unlink()
    bench.issue()
    assert form.read_bytes() == before
    bench.issue(reissue=("E001",))
    assert shown(bench)[-1] == "请于 2026 年 12 月 9 日前（含当天）填好交回。"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_fresh_list_explains_every_setting_and_is_read_again(tmp_path: Path, language: str) -> None:
    workspace = start(tmp_path / "w", "甲公司", language)
    book = openpyxl.load_workbook(workspace.roster)
    sheet = book["设置" if language == "zh_CN" else "Settings"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert all(item and note for item, _value, note in rows)
    for row, text in enumerate(["乙公司", "7", "hr@example.com", "HR", "targets by days", "10"], 2):
        sheet.cell(row, 2, text)
    book.save(workspace.roster)
    with Bench(workspace).open() as office:
        assert office.organisation == "乙公司"
        assert office.form_rules == FormRules(7, "hr@example.com", ("hr",), "scaled", 10)
