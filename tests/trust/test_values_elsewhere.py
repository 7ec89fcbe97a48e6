"""Kinds of entries that the fixtures' scheme lacks: percentages, long lists of choices, a self-rating column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.conftest import SIGNED, Bench, message_of, person, text_of
from xlsappraise.cli import i18n
from xlsappraise.store.start import start

SHARE, LEVEL, MARK = (f"{key}@supervisor" for key in
                      ("customer_information.value", "customer_files.level", "assigned_tasks.rating"))  # fmt: skip
FILLED: dict[str, Any] = {
    SHARE: 0.9,
    LEVEL: "部分不全但影响不大",
    "return_visits.level@supervisor": "有标准流程且每月回访重点客户",
    "complaints.answer@supervisor": 1,
    "complaints.unsolved@supervisor": 1,
    MARK: 17.5,
    "service_awareness.level@supervisor": "4级 预先想到客户需要",
    "customer_focus.level@supervisor": "5级 维护客户利益并增进公司长远利益",
    "signoff.name@supervisor": "李建国",
    "signoff.date@supervisor": date(2026, 11, 30),
    "signoff.done@supervisor": SIGNED,
}
LEVELS = "整齐无缺失且有目录, 部分不全但影响不大, 不全且缺失严重"
SHARES = "a percentage such as 95% from 0% to 100%"


@pytest.fixture(scope="module")
def monthly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    i18n.use("en")
    bench = Bench(start(tmp_path_factory.mktemp("monthly") / "w"))
    bench.issue(person(schemes="after-sales-monthly"))
    yield bench


def problems(
    bench: Bench, code: str | None = None, **changes: Any
) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return (code, cell, found, expected) of all problems; ``code`` is a number format for the share."""
    values = {**FILLED, **{f"{key.replace('__', '.')}@supervisor": value for key, value in changes.items()}}
    path = bench.fill(values, name="a.xlsx")
    if code is not None:
        book = openpyxl.load_workbook(path)
        book.worksheets[0][bench.cell(SHARE)].number_format = code
        book.save(path)
    return [(p.code, p.cell, text_of(p.found), text_of(p.expected)) for p in bench.collect().problems]


def test_the_form_as_filled_in_is_accepted_without_a_word(monthly: Bench) -> None:
    assert problems(monthly) == []


@pytest.mark.parametrize(("typed", "read"), [("90%", "90%"), ("９０％", "90%"), (" 90 %\n", "90 %"), ("0.9", "0.9")])
def test_a_percentage_as_text_is_read_and_said_so(monthly: Bench, typed: str, read: str) -> None:
    ((code, cell, _found, expected),) = problems(monthly, customer_information__value=typed)
    assert (code, cell, expected) == ("normalised", monthly.cell(SHARE), read)
    assert monthly.collect().files[0].state == "accepted"


@pytest.mark.parametrize(
    ("typed", "code", "found"),
    [
        (90, "out-of-range", "90"),
        ("90", "out-of-range", "90"),
        ("110%", "out-of-range", "110%"),
        ("九成", "not-a-number", "九成"),
        ("90%以上", "not-a-number", "90%以上"),
        ("90/100", "not-a-number", "90/100"),
    ],
)
def test_what_is_no_percentage_is_refused(monthly: Bench, typed: Any, code: str, found: str) -> None:
    assert problems(monthly, customer_information__value=typed) == [(code, monthly.cell(SHARE), found, SHARES)]


def test_a_percentage_in_a_plain_cell_is_read_by_its_value(monthly: Bench) -> None:
    assert problems(monthly, "General") == []


@pytest.mark.parametrize("typed", [" 部分不全 但影响不大", "部分不全但影响不大\n"])
def test_a_choice_that_differs_in_blanks_only_is_read_and_said_so(monthly: Bench, typed: str) -> None:
    ((code, cell, _found, expected),) = problems(monthly, customer_files__level=typed)
    assert (code, cell, expected) == ("normalised", monthly.cell(LEVEL), "部分不全但影响不大")


@pytest.mark.parametrize("typed", ["部分不全", "不全且缺失严重、整齐无缺失且有目录", "无", "-", "N/A", "整齐"])
def test_any_other_choice_is_refused_with_the_list(monthly: Bench, typed: str) -> None:
    assert problems(monthly, customer_files__level=typed) == [("not-in-list", monthly.cell(LEVEL), typed, LEVELS)]


def test_a_mark_in_ones_own_column_alone_is_pointed_at(monthly: Bench) -> None:
    own = "assigned_tasks.rating@self"
    monthly.fill({**FILLED, MARK: None, own: 17.5}, name="a.xlsx")
    (found,) = monthly.collect().problems
    assert (found.code, found.cell) == ("missing-input", monthly.cell(MARK))
    assert message_of(found).endswith(f" {monthly.cell(own)} beside it is filled in, but that column does not count.")


def test_a_mark_in_steps_of_a_half_takes_no_quarter(monthly: Bench) -> None:
    assert problems(monthly, assigned_tasks__rating=17.25) == [("off-step", monthly.cell(MARK), "17.25", "0.5")]
