"""Forms as LibreOffice draws them; ``make proofs`` measures those of all schemes."""

from __future__ import annotations

import pytest

from tests.workbook.measuring import Measured, measure
from xlsappraise.forms.layout import lay_out
from xlsappraise.schemes import Library

SCHEMES = (
    "after-sales-issue-log",  # a log
    "de-qin-neng-ji",  # counts, penalties in words, adjustments
    "furniture-callback",
    "tech-service-monthly",  # two raters on one form
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    return {one.scheme: one for one in measure(SCHEMES, tmp_path_factory.mktemp("measured"))}


@pytest.mark.office
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_longest_texts_show_in_print_and_on_the_first_screen(measured: dict[str, Measured], scheme: str) -> None:
    assert measured[scheme].faults() == []
    assert measured[scheme].pages[0] == measured[scheme].pages[1], "rows do not depend on what is filled in"


@pytest.mark.parametrize("scheme_id", sorted(Library().schemes))
def test_the_first_input_is_selected_and_never_one_of_a_rater_who_does_not_count(scheme_id: str) -> None:
    scheme = Library()[scheme_id]
    layout = lay_out(scheme.form_of(scheme.lead.id))
    assert layout.cursor.rater == scheme.lead.id
    assert not layout.cursor.id.endswith(".remark")
    logs = [slot for slot in layout.slots if slot.table and slot.row == 1]
    if logs and not any(slot.criterion and slot.required for slot in layout.slots):
        assert layout.cursor == logs[0]


@pytest.mark.parametrize("scheme_id", sorted(Library().schemes))
def test_no_cell_of_a_table_begins_where_one_of_the_other_line_does(scheme_id: str) -> None:
    scheme = Library()[scheme_id]
    layout = lay_out(scheme.form_of(scheme.lead.id))
    for table in layout.check.tables:
        lines: dict[int, set[int]] = {}
        for slot in layout.slots:
            if slot.table and table.first <= slot.place[0] < table.first + table.height:
                lines.setdefault(slot.place[0], set()).add(slot.place[1])
        assert len(lines) == table.height
        assert set.intersection(*lines.values()) == set() or table.height == 1
