"""Logs and surveys: each row whole or not at all, every answer in its bounds, every row found where it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.checks.forms import everything, result, row, sheet_name
from tests.conftest import SHORT, SIGNED, Bench, own_edition, person, text_of
from tests.office.office import fill_steps, run_jobs
from tests.proof.fills import day_number
from tests.schemes.worked_examples import example
from xlsappraise.base.period import Period
from xlsappraise.store.start import start

LOG, SURVEY = "installation-follow-up", "satisfaction-monthly"
WEEK = Period.parse("2026-W45")
TOTALS = {LOG: 66.67, SURVEY: 84.17}  # of the worked examples


def worked(scheme: str) -> dict[str, Any]:
    """Return the worked example, signed, with dates as a spreadsheet has them."""
    inputs = example(scheme)["inputs"]
    found = _scheme(scheme)
    days = {one.id for one in (*found.fields, *(c for t in found.tables for c in t.columns)) if one.type == "date"}
    dated = {k: date.fromisoformat(v) if k.rpartition(".")[2] in days else v for k, v in inputs.items()}
    return {**dated, "signoff.done": SIGNED}


def issued(bench: Bench, scheme: str) -> Bench:
    """Issue the form of E001, with two installers in the roster."""
    if scheme == LOG:
        own_edition(bench.workspace, LOG, *SHORT)
    bench.issue(
        person(schemes=scheme), person("E002", name="张伟", status="休假"), person("E003", name="陈刚", status="离职")
    )
    return bench


@pytest.fixture
def log(bench: Bench) -> Bench:
    return issued(bench, LOG)


@pytest.fixture
def survey(bench: Bench) -> Bench:
    return issued(bench, SURVEY)


def outcome(bench: Bench) -> tuple[str, float | None]:
    """Return state and total."""
    found = result(bench)
    return found["state"], found["total"]


Told = tuple[str, str, str | None, str | None, str | None]


def refused(bench: Bench, values: Mapping[str, Any], state: str = "invalid") -> list[Told]:
    """Fill a form in; return (severity, code, cell, found, expected). It must get no total."""
    bench.fill(values)
    told = [(p.severity, p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in bench.collect().problems]
    assert outcome(bench) == (state, None)
    return told


@pytest.mark.parametrize("scheme", [LOG, SURVEY])
def test_the_worked_examples_are_clean(bench: Bench, scheme: str) -> None:
    issued(bench, scheme).fill(worked(scheme))
    assert everything(bench) == []
    assert outcome(bench) == ("valid", TOTALS[scheme])


# Entries


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 12, 1)])
def test_a_day_outside_the_period_is_an_error(log: Bench, day: date) -> None:
    cell = log.cell("visits.2.done")
    (found,) = refused(log, {**worked(LOG), "visits.2.done": day})
    assert found[:4] == ("error", "date-outside-period", cell, day.isoformat())
    assert "2026-11-01" in str(found[4]) and "2026-11-30" in str(found[4])


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 30)])
def test_the_periods_first_and_last_day_are_inside(log: Bench, day: date) -> None:
    others = {"visits.2.visit": day, "visits.2.contacted": day, "visits.2.handed_in": day, "visits.2.callback": day}
    log.fill({**worked(LOG), **others, "visits.2.done": day})
    assert everything(log) == []


def test_a_day_of_a_column_that_need_not_lie_within_is_any_day(log: Bench) -> None:
    log.fill({**worked(LOG), "visits.2.planned": date(2026, 10, 30)})
    assert everything(log) == []


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("张伟伟", "张伟"), ("王小雁", "王小燕"), ("陈刚", "a name from the roster")],  # 陈刚 has left
)
def test_an_installer_who_is_not_in_the_roster_is_an_error(log: Bench, name: str, suggestion: str) -> None:
    cell = log.cell("visits.2.installer")
    found = refused(log, {**worked(LOG), "visits.2.installer": name})
    assert found == [("error", "not-in-roster", cell, name, suggestion)]


@pytest.mark.parametrize("name", [" 张伟", "张 伟", "张\u200b伟"])
def test_a_name_is_read_past_blanks(log: Bench, name: str) -> None:
    log.fill({**worked(LOG), "visits.2.installer": name})
    assert everything(log) == [("note", "normalised", log.cell("visits.2.installer"))]


@pytest.mark.parametrize(
    ("answer", "code", "found"),
    [
        (11, "out-of-range", "11"),
        (0, "out-of-range", "0"),
        (-3, "out-of-range", "-3"),
        (8.5, "not-whole", "8.5"),
        ("十", "not-a-number", "十"),
        ("8/10", "not-a-number", "8/10"),
        ("=4+4", "formula-in-input", "=4+4"),
        (True, "not-a-number", "TRUE"),
    ],
)
def test_an_answer_off_the_scale_is_an_error(survey: Bench, answer: Any, code: str, found: str) -> None:
    cell = survey.cell("responses.2.service")
    (told,) = refused(survey, {**worked(SURVEY), "responses.2.service": answer})
    assert told[:4] == ("error", code, cell, found)


@pytest.mark.parametrize("answer", [1, 10])
def test_both_ends_of_the_scale_are_answers(survey: Bench, answer: int) -> None:
    survey.fill({**worked(SURVEY), "responses.2.service": answer})
    assert everything(survey) == []
    # 101 of 120, with 10 replaced by the answer
    assert outcome(survey) == ("valid", {1: 76.67, 10: 84.17}[answer])


def test_every_error_of_every_row_is_told_at_once(log: Bench) -> None:
    changes = {
        "visits.1.attitude": 6, "visits.2.delivered": "部分", "visits.3.done": date(2027, 1, 1),
        "visits.4.installer": "赵", "visits.4.satisfied": None,
    }  # fmt: skip
    found = refused(log, {**worked(LOG), **changes})
    assert sorted((code, cell) for _severity, code, cell, *_rest in found) == sorted(
        [
            ("out-of-range", log.cell("visits.1.attitude")), ("not-in-list", log.cell("visits.2.delivered")),
            ("date-outside-period", log.cell("visits.3.done")), ("not-in-roster", log.cell("visits.4.installer")),
            ("missing-input", log.cell("visits.4.satisfied")),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 9)])  # the Sunday before, the Monday after
def test_a_day_outside_the_week_of_a_weekly_log_is_an_error(bench: Bench, day: date) -> None:
    bench.period = WEEK
    weekly = "after-sales-issue-log"
    issued(bench, weekly).fill({**worked(weekly), "issues.2.reported": day})
    (found,) = [p for p in bench.problems() if p.severity == "error"]
    assert (found.code, found.cell, text_of(found.found)) == (
        "date-outside-period", bench.cell("issues.2.reported"), day.isoformat(),
    )  # fmt: skip
    assert "2026-11-02" in text_of(found.expected) and "2026-11-08" in text_of(found.expected)
    assert outcome(bench) == ("invalid", None)


# Rows


def test_a_torn_row_is_told_by_each_of_its_blanks(survey: Bench) -> None:
    torn = {"responses.3.customer": None, "responses.3.delivery": None}
    found = refused(survey, {**worked(SURVEY), **torn}, "incomplete")
    assert [told[:3] for told in found] == [("error", "missing-input", survey.cell(name)) for name in torn]


@pytest.mark.parametrize("only", ["answered", "customer", "quality"])
def test_one_required_cell_is_enough_to_begin_a_row(survey: Bench, only: str) -> None:
    value = {"answered": date(2026, 11, 5), "customer": "匿名", "quality": 7}[only]
    found = refused(survey, {**worked(SURVEY), f"responses.30.{only}": value}, "incomplete")
    others = [n for n in ("answered", "customer", "quality", "service", "delivery", "after_sales") if n != only]
    assert [told[2] for told in found] == [survey.cell(f"responses.30.{name}") for name in others]


def test_a_row_with_optional_entries_only_is_told_and_does_not_count(survey: Bench) -> None:
    survey.fill({**worked(SURVEY), "responses.7.suggestion": "送货早一点"})
    (found,) = survey.collect().problems
    assert (found.severity, found.code, found.cell, text_of(found.found)) == (
        "warning", "row-not-counted", survey.cell("responses.7.suggestion"), "送货早一点",
    )  # fmt: skip
    assert outcome(survey) == ("valid", 84.17)


def test_a_mistake_in_a_row_that_does_not_count_is_told_all_the_same(log: Bench) -> None:
    found = refused(log, {**worked(LOG), "visits.9.attitude": 9})
    assert ("error", "out-of-range", log.cell("visits.9.attitude"), "9") in [told[:4] for told in found]


def test_rows_may_be_left_free_in_between(survey: Bench) -> None:
    moved = {k.replace("responses.2.", "responses.30."): v for k, v in worked(SURVEY).items()}
    survey.fill(moved)
    assert everything(survey) == []
    assert outcome(survey) == ("valid", 84.17)


@pytest.mark.parametrize("scheme", [LOG, SURVEY])
def test_an_empty_table_is_incomplete(bench: Bench, scheme: str) -> None:
    issued(bench, scheme)
    first = {LOG: "visits.1.shop", SURVEY: "responses.1.answered"}[scheme]
    (found,) = refused(bench, {"signoff.done": SIGNED}, "incomplete")
    assert found == ("error", "table-too-short", bench.cell(first), "0", "1")


def test_a_log_that_may_be_empty_is_valid_when_signed(bench: Bench) -> None:
    bench.period = WEEK
    issued(bench, "after-sales-issue-log").fill({"signoff.done": SIGNED})
    state, total = outcome(bench)
    assert (state, total) == ("valid", 100.0)
    assert [(p.severity, p.code) for p in bench.collect().problems if p.severity != "note"] == []


def test_what_cannot_be_measured_in_an_empty_log_is_noted_at_its_first_cell(bench: Bench) -> None:
    bench.period = WEEK
    issued(bench, "after-sales-issue-log").fill({"signoff.done": SIGNED})
    found = [(p.code, p.cell) for p in bench.collect().problems]
    assert found in ([("nothing-measured", bench.cell("issues.1.reported"))], [])
    assert bool(found) == any(
        rule.kind == "survey" for c in _scheme("after-sales-issue-log").criteria for rule in c.rules
    )


def _scheme(name: str) -> Any:
    from xlsappraise.schemes import Library

    return Library()[name]


# What inspect tells


def test_inspect_tells_table_row_and_bounds(log: Bench) -> None:
    items = {i["id"]: i for i in log.describe(log.form())["inputs"]}
    mine = [i for i in items.values() if i["table"] == "visits"]
    assert len(mine) == 30 * 25
    assert [i["row"] for i in mine] == sorted(i["row"] for i in mine)
    assert {i["row"] for i in mine} == set(range(1, 31))
    done, attitude = items["visits.12.done"], items["visits.12.attitude"]
    assert (done["type"], done["min"], done["max"], done["required"], done["criterion"]) == (
        "date", "2026-11-01", "2026-11-30", False, None,
    )  # fmt: skip
    assert (attitude["type"], attitude["min"], attitude["max"], attitude["step"]) == ("integer", 1, 5, 1)
    assert items["visits.12.installer"]["choices"] == ["王小燕", "张伟"]
    assert items["visits.12.satisfied"]["choices"] == ["是", "否", "未回访"]
    assert (items["visits.12.planned"]["min"], items["visits.12.planned"]["max"]) == (None, None)
    before = row(items["visits.11.shop"]["cell"])  # an entry of so many columns takes two rows
    places = [row(items[f"visits.12.{n}"]["cell"]) for n in ("shop", "done", "handed_in", "second_problem")]
    assert places == [before + 2, before + 2, before + 3, before + 3]
    others = [i for i in items.values() if i["table"] is None]
    assert {i["row"] for i in others} == {None}
    assert "signoff.done" in {i["id"] for i in others}


def test_inspect_tells_what_a_returned_table_holds(log: Bench) -> None:
    described = log.describe(log.fill(worked(LOG)))
    values = {i["id"]: i["value"] for i in described["inputs"] if i["value"] is not None}
    assert values["visits.2.done"] == "2026-11-09"
    assert (values["visits.2.attitude"], values["visits.2.missing"]) == (3, "侧板一块")
    assert not any(name.startswith("visits.5.") for name in values)


# Rows that moved, through LibreOffice


def as_numbers(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: day_number(v.isoformat()) if isinstance(v, date) else v for k, v in values.items()}


class Moved:
    """The survey's worked example, its table changed by LibreOffice in several ways."""

    def __init__(self, folder: Path) -> None:
        self.benches: dict[str, Bench] = {}
        jobs = []
        for name in ("above", "inside", "added", "between", "full"):
            bench = self.benches[name] = issued(Bench(start(folder / name)), SURVEY)
            form, sheet = bench.describe(bench.form()), sheet_name(bench)
            first, second, last = (row(bench.cell(f"responses.{n}.answered")) for n in (1, 2, 30))
            quality = bench.cell("responses.1.quality").rstrip("0123456789")
            values = as_numbers(worked(SURVEY))
            if name == "full":
                values |= {f"responses.{n}.{c}": v for n in range(4, 31) for c, v in self.line().items()}
            change = {
                "above": [["insert_rows", sheet, first, 3]],
                "inside": [["insert_rows", sheet, second, 2]],
                "added": [["insert_rows", sheet, last + 1, 1], ["set", sheet, f"{quality}{last + 1}", 9]],
                "between": [["insert_rows", sheet, second, 1], ["set", sheet, f"{quality}{second}", 1]],
                "full": [],
            }[name]
            steps = [*fill_steps(form, values), ["unprotect", sheet], *change]
            jobs.append({"open": str(bench.form()), "steps": steps, "save": str(bench.inbox / bench.form().name)})
        run_jobs(jobs)

    def line(self) -> dict[str, Any]:
        marks = dict.fromkeys(("quality", "service", "delivery", "after_sales"), 10)
        return {"answered": day_number("2026-11-30"), "customer": "匿名", **marks}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    return Moved(tmp_path_factory.mktemp("moved"))


@pytest.mark.office
@pytest.mark.parametrize(("name", "by"), [("above", 3), ("inside", 2)])
def test_rows_that_were_moved_are_still_found(moved: Moved, name: str, by: int) -> None:
    bench = moved.benches[name]
    assert bench.codes() == [("protection-removed", None), ("rows-moved", None)]
    assert outcome(bench) == ("valid", 84.17)
    (path,) = bench.inbox.iterdir()
    now = {i["id"]: i["cell"] for i in bench.describe(path)["inputs"]}
    assert row(now["responses.2.quality"]) == row(bench.cell("responses.2.quality")) + by


@pytest.mark.office
@pytest.mark.parametrize(("name", "after", "found"), [("added", 30, "9"), ("between", 1, "1")])
def test_a_row_that_was_added_to_a_table_is_an_error_by_its_cell(
    moved: Moved, name: str, after: int, found: str
) -> None:
    bench = moved.benches[name]
    letters = bench.cell("responses.1.quality").rstrip("0123456789")
    cell = f"{letters}{row(bench.cell(f'responses.{after}.quality')) + 1}"
    errors = [p for p in bench.problems() if p.severity == "error"]
    assert [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in errors] == [
        ("table-too-long", cell, found, "30")
    ]
    assert ("cell-added", cell) not in bench.codes()
    assert outcome(bench) == ("invalid", None)


@pytest.mark.office
def test_thirty_rows_are_not_too_many(moved: Moved) -> None:
    bench = moved.benches["full"]
    assert bench.codes() == [("protection-removed", None)]
    # (101 + 27 × 40) ÷ 1200
    assert outcome(bench) == ("valid", 98.42)
