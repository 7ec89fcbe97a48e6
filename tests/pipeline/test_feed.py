"""A month's log decides what another form starts with: counted, locked, and told where it comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.checks.forms import row
from tests.conftest import SHORT, WORKED_EXAMPLE, Bench, message_of, own_edition, person, text_of, write_roster
from tests.office.office import run_jobs
from tests.pipeline.flow import ordered, places, returned, write_figures
from xlsappraise.product.returned import withdraw
from xlsappraise.returned.accept import accept

LOG, CALLBACK = "installation-follow-up", "furniture-callback"
RATE = ("callback_rate.actual", "callback_rate.target")
REST = {name: value for name, value in WORKED_EXAMPLE.items() if name not in RATE}
VISIT = {
    "shop": "城南店", "contract": "HT1101", "customer": "陈女士", "delivered": "齐", "planned": date(2026, 11, 3),
    "installer": "张伟", "acceptance": "已交回", "first_time": "是", "satisfied": "是", "second_visit": "否",
}  # fmt: skip


def visits(*rows: dict[str, Any]) -> dict[str, Any]:
    """Return the inputs of a log: each row a visit with changes, for an order of its own."""
    return {
        f"visits.{n}.{name}": value
        for n, one in enumerate(rows, 1)
        for name, value in {**VISIT, "contract": f"{VISIT['contract']}-{n}", **one}.items()
    }


DONE, CALLED = (
    {"done": date(2026, 11, 3), "satisfied": "未回访"},
    {"done": date(2026, 11, 4), "callback": date(2026, 11, 6)},
)
PENDING = {"first_time": "未完成", "satisfied": "未回访"}
LOGGED = visits(CALLED, DONE, CALLED, PENDING)


def the(bench: Bench, scheme: str, number: str = "E001") -> Path:
    """Return the newest form of a scheme."""
    return sorted(bench.outbox.rglob(f"{number}_*{scheme}*.xlsx"), key=lambda p: len(p.name))[-1]


@pytest.fixture
def logging(bench: Bench) -> Bench:
    """E001 with a log and a callback form, E002 with a callback form; only the log is issued."""
    both = f"{CALLBACK}、{LOG}"
    own_edition(bench.workspace, LOG, *SHORT)
    rows = [person(schemes=both), person("E002", name="李梅"), person("E009", name="张伟", schemes="", status="休假")]
    write_roster(bench.workspace.roster, rows)
    made = ordered(bench, schemes=[LOG])
    assert [(i.employee_id, i.scheme_id) for i in made.issued] == [("E001", LOG)]
    assert made.problems == []
    return bench


@pytest.fixture
def fed(logging: Bench) -> Bench:
    """The log returned with three visits done and two called back, then everything else issued."""
    returned(logging, the(logging, LOG), LOGGED)
    made = ordered(logging)
    assert made.problems == []
    assert sorted((i.employee_id, i.scheme_id) for i in made.issued) == [("E001", CALLBACK), ("E002", CALLBACK)]
    return logging


def values(bench: Bench, number: str = "E001") -> dict[str, Any]:
    described = bench.describe(the(bench, CALLBACK, number))
    return {i["id"]: i["value"] for i in described["inputs"] if i["value"] is not None}


def result(bench: Bench) -> dict[str, Any]:
    (found,) = [r for r in bench.settle().as_dict()["results"] if (r["employee_id"], r["scheme"]) == ("E001", CALLBACK)]
    return dict(found)


def test_rows_with_the_column_filled_in_are_counted(fed: Bench) -> None:
    assert values(fed) == {"callback_rate.actual": 2, "callback_rate.target": 3}
    assert values(fed, "E002") == {}


def test_what_the_log_decides_is_locked_and_its_source_is_told(fed: Bench) -> None:
    path = the(fed, CALLBACK)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = places(fed, path)
    for name in RATE:
        assert sheet[cells[name]].protection.locked
        shown = [str(c.value) for c in sheet[row(cells[name])] if c.value is not None]
        assert any("安装售后回访记录表" in text for text in shown), shown
    assert not sheet[cells["ability.rating"]].protection.locked
    plain = openpyxl.load_workbook(the(fed, CALLBACK, "E002")).worksheets[0]
    assert not any("安装售后回访记录表" in str(c.value) for one in plain.iter_rows() for c in one)


def test_the_score_is_there_when_the_form_is_opened(fed: Bench) -> None:
    path = the(fed, CALLBACK)
    outputs = fed.describe(path)["outputs"]
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    # 20 × 2 ÷ 3
    assert sheet[outputs["criteria"]["callback_rate"]["cell"]].value == 13.33
    assert sheet[outputs["total"]["cell"]].value in (None, "")


@pytest.mark.office
def test_every_cached_value_is_what_libreoffice_computes(fed: Bench) -> None:
    path = the(fed, CALLBACK)
    formulas = openpyxl.load_workbook(path).worksheets[0]
    shown = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    cells = [c.coordinate for one in formulas.iter_rows() for c in one if str(c.value).startswith("=")]
    ((computed,),) = run_jobs(
        [{"open": str(path), "steps": [["recalculate"], ["read", [[formulas.title, c] for c in cells]]]}]
    )
    assert [shown[c].value or "" for c in cells] == [value or "" for value in computed]
    assert 13.33 in computed


def test_the_rest_filled_in_gives_the_score(fed: Bench) -> None:
    returned(fed, the(fed, CALLBACK), REST)
    assert [p.code for p in fed.collect().problems] == []
    # 13.33 + 15 + 10 + 3 + 7 + 13 + 8 + 2
    assert (result(fed)["total"], result(fed)["criteria"]["callback_rate"]) == (71.33, 13.33)


def test_a_changed_figure_is_tampering_and_the_logs_counts(fed: Bench) -> None:
    path = the(fed, CALLBACK)
    returned(fed, path, {**REST, "callback_rate.actual": 3})
    (found,) = [p for p in fed.collect().problems if p.severity != "note"]
    assert (found.severity, found.code, found.cell, text_of(found.found), text_of(found.expected)) == (
        "tampering", "locked-cell-changed", places(fed, path)["callback_rate.actual"], "3", "2",
    )  # fmt: skip
    assert result(fed)["total"] == 71.33


def test_a_log_that_is_not_in_yet_leaves_an_ordinary_form(logging: Bench) -> None:
    ordered(logging)
    assert values(logging) == {}
    path = the(logging, CALLBACK)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert not sheet[places(logging, path)["callback_rate.actual"]].protection.locked
    returned(logging, path, WORKED_EXAMPLE)
    assert result(logging)["total"] == 76.0


def test_a_log_that_is_out_but_not_back_is_told(logging: Bench) -> None:
    ordered(logging, schemes=[LOG])
    made = ordered(logging)
    assert [(p.severity, p.code, p.employee_id) for p in made.problems] == [("note", "feed-not-in", "E001")]
    assert ("E001", CALLBACK) in [(i.employee_id, i.scheme_id) for i in made.issued]
    assert ordered(logging).problems == []


def test_figures_that_the_log_no_longer_bears_out_are_told(fed: Bench) -> None:
    assert "feed-changed" not in {p.code for p in fed.settle().problems}
    corrected = returned(fed, the(fed, LOG), {**LOGGED, "visits.3.callback": None}, "改.xlsx")
    with fed.open() as office:
        accept(office, corrected, "更正")
    found = [p for p in fed.settle().problems if p.code == "feed-changed"]
    assert [(p.severity, p.employee_id) for p in found] == [("warning", "E001")]
    assert (text_of(found[0].found), text_of(found[0].expected)) == ("2", "1")
    assert "客户回访率·已回访数（户）" in message_of(found[0])


def test_reissue_feeds_a_form_later(logging: Bench) -> None:
    ordered(logging)
    returned(logging, the(logging, LOG), LOGGED)
    again = ordered(logging)
    assert (again.issued, values(logging)) == ([], {})
    made = ordered(logging, schemes=[CALLBACK], reissue=["E001"])
    assert [(i.employee_id, i.scheme_id) for i in made.issued] == [("E001", CALLBACK)]
    assert values(logging) == {"callback_rate.actual": 2, "callback_rate.target": 3}
    assert [f.state for f in logging.collect().forms if f.issue.scheme_id == LOG] == ["valid"]


@pytest.mark.parametrize(
    "change",
    [
        {"visits.1.done": date(2026, 12, 1)},  # outside the period: the log is invalid
        {"signoff.done": None},  # incomplete
        {"visits.2.shop": None},
    ],
)
def test_a_log_with_errors_feeds_nothing(logging: Bench, change: dict[str, Any]) -> None:
    returned(logging, the(logging, LOG), {**LOGGED, **change})
    ordered(logging)
    assert values(logging) == {}


def test_a_withdrawn_log_feeds_nothing(logging: Bench) -> None:
    returned(logging, the(logging, LOG), LOGGED)
    with logging.open() as office:
        withdraw(office, "E001", logging.period, reason="停用", yes=True)
    ordered(logging)
    assert values(logging) == {}


def test_a_row_that_does_not_count_is_not_counted(logging: Bench) -> None:
    extra = {"visits.9.done": date(2026, 11, 9), "visits.9.callback": date(2026, 11, 10)}
    returned(logging, the(logging, LOG), {**LOGGED, **extra})
    assert [p.code for p in logging.collect().problems] == ["row-not-counted"]
    ordered(logging)
    assert values(logging) == {"callback_rate.actual": 2, "callback_rate.target": 3}


def test_a_log_without_any_visit_done_gives_full_points(logging: Bench) -> None:
    returned(logging, the(logging, LOG), visits(PENDING))
    ordered(logging)
    assert values(logging) == {"callback_rate.actual": 0, "callback_rate.target": 0}
    path = the(logging, CALLBACK)
    score = logging.describe(path)["outputs"]["criteria"]["callback_rate"]["cell"]
    assert openpyxl.load_workbook(path, data_only=True).worksheets[0][score].value == 20


def test_the_log_outweighs_known_figures(logging: Bench) -> None:
    returned(logging, the(logging, LOG), LOGGED)
    figures = write_figures(
        logging.workspace.root / "数据.xlsx",
        ["工号", "已回访数（户）", "处理能力·评分（0–10）"], ["E001", 9, 7], ["E002", 4, None],
    )  # fmt: skip
    told = ordered(logging, prefill=figures).problems
    assert [(p.severity, p.code, p.employee_id, text_of(p.found), text_of(p.expected)) for p in told] == [
        ("warning", "prefill-overruled", "E001", "9", "2")
    ]
    assert values(logging) == {"callback_rate.actual": 2, "callback_rate.target": 3, "ability.rating": 7}
    assert values(logging, "E002") == {"callback_rate.actual": 4}


def test_a_fed_form_that_was_deleted_is_made_again_byte_by_byte(fed: Bench) -> None:
    path = the(fed, CALLBACK)
    before = path.read_bytes()
    path.unlink()
    (fed.inbox / the(fed, LOG).relative_to(fed.outbox)).unlink()
    assert [i.employee_id for i in ordered(fed).restored] == ["E001"]
    assert path.read_bytes() == before


def test_a_fed_form_without_an_entry_is_untouched(fed: Bench) -> None:
    (fed.inbox / "x.xlsx").write_bytes(the(fed, CALLBACK).read_bytes())
    assert [p.code for p in fed.collect().problems if p.severity != "note"] == ["untouched"]
    returned(fed, the(fed, CALLBACK), {}, "x.xlsx")
    assert "untouched" not in [p.code for p in fed.collect().problems]
