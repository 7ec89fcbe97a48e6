"""Do rows become a table with a column per field, and ranks as a spreadsheet would give them?"""

from __future__ import annotations

from dataclasses import fields
from math import nan

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from xlsappraise.base.period import Period
from xlsappraise.base.person import Person
from xlsappraise.results.rows import ResultRow, result_table, row_of, scores_of

NOVEMBER = Period.parse("2026-11")


def row(number: str, total: float, scheme: str = "s", department: str = "一部", **more: str) -> ResultRow:
    return ResultRow(
        number, Person(number, f"名{number}", department, "专员", "李主管"), scheme, "表", total, "良好", **more
    )


def test_every_field_is_a_column() -> None:
    table = result_table([row("1", 80.0)])
    named = {*(f.name for f in fields(ResultRow)), *(f.name for f in fields(Person))} - {"person", "supervisor"}
    assert set(table.columns) == named | {"rater", "rank", "department_rank"}
    assert table.loc[0, ["employee_id", "rater", "total"]].tolist() == ["1", "李主管", 80.0]


def test_ties_share_the_better_rank_and_nobody_is_ranked_without_a_total() -> None:
    table = result_table(
        [row("1", 80.0), row("2", 90.0, department="二部"), row("3", 80.0), row("4", nan), row("5", 70.0)]
    )
    assert table["rank"].fillna(0).tolist() == [2.0, 1.0, 2.0, 0.0, 4.0]
    assert table["department_rank"].fillna(0).tolist() == [1.0, 1.0, 1.0, 0.0, 3.0]


def test_no_rows_make_a_table_without_rows() -> None:
    table = result_table([])
    assert (len(table), table["total"].dtype) == (0, float)


ROWS = st.lists(
    st.builds(
        row, st.just("1"), st.sampled_from([70.0, 80.5, 80.51, nan]), st.sampled_from("ab"), st.sampled_from("甲乙")
    )
)


@given(ROWS)
def test_pandas_ranks_alike(rows: list[ResultRow]) -> None:
    table = result_table(rows)
    for column, groups in (("rank", ["scheme"]), ("department_rank", ["scheme", "department"])):
        due = table.groupby(groups)["total"].rank(method="min", ascending=False)
        pd.testing.assert_series_equal(table[column].astype(float), due, check_names=False)


def test_a_form_goes_before_an_import_and_results_can_be_ranked_anew() -> None:
    found = scores_of(NOVEMBER, [row("2", 70.0), row("1", 80.0), row("2", 95.0, source="history")])
    assert [(s.employee_id, s.total, s.rank, s.of) for s in found["s"].values()] == [
        ("1", 80.0, 1, 2),
        ("2", 70.0, 2, 2),
    ]
    assert scores_of(NOVEMBER, map(row_of, found["s"].values())) == found
