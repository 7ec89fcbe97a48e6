"""Where the inputs of forms are: the first one, and those of tables."""

from __future__ import annotations

import pytest

from xlsappraise.forms.layout import lay_out
from xlsappraise.schemes import Library


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
