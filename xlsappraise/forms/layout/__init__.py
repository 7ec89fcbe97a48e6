"""The layout of a scheme as a form; no other package knows row and column numbers."""

from __future__ import annotations

from xlsappraise.forms.layout.body import lay_table
from xlsappraise.forms.layout.builder import Builder, Setting
from xlsappraise.forms.layout.filled import Filled
from xlsappraise.forms.layout.foot import lay_foot
from xlsappraise.forms.layout.head import (
    HEAD_ROWS,
    HEADINGS,
    IDENTITY,
    lay_head,
    missing_cell,
    reserve_head,
    token_cell,
)
from xlsappraise.forms.layout.page import fits_one_page, orientation, stretched
from xlsappraise.forms.layout.plan import CellPlan, FormLayout, Outputs
from xlsappraise.forms.layout.tables import lay_tables
from xlsappraise.forms.layout.version import DRAWN, LAYOUT_VERSION, layout_version
from xlsappraise.schemes import Scheme
from xlsappraise.xlsx.address import address

ONE_PAGE_ROWS = 30
_PLAIN = Setting()

__all__ = [
    "DRAWN",
    "LAYOUT_VERSION",
    "CellPlan",
    "Filled",
    "FormLayout",
    "Outputs",
    "Setting",
    "lay_out",
    "layout_version",
]


def lay_out(scheme: Scheme, setting: Setting = _PLAIN) -> FormLayout:
    """Return the layout of a scheme's scorecard."""
    b = Builder(scheme, setting)
    reserve_head(b)
    body = lay_table(b)
    table_end = len(b.rows) - 1
    lay_tables(b, body)
    foot = lay_foot(b, body, address(missing_cell(b)))
    lay_head(b, body, foot)
    keys = [row.key for row in b.rows]
    assert len(set(keys)) == len(keys), "row keys are unique"
    columns = b.column_plans()
    few = b.plain and body.input_rows <= ONE_PAGE_ROWS  # with meanings beside them, few rows may be tall
    one_page = few or fits_one_page(b.rows, columns)
    upright = not (b.plain or b.scheme.tables or one_page)  # a long list breaks less often on tall pages
    landscape = not upright and orientation(b.rows, columns, one_page=one_page)
    return FormLayout(
        sheet=b.say("Scorecard"),
        instructions_sheet=b.say("How to fill in"),
        slots=tuple(b.slots),
        outputs=Outputs(body.criteria, body.points, tuple(body.sections), foot.total, foot.grade),
        cells=tuple(b.cells),
        rows=stretched(b.rows, columns, HEAD_ROWS, landscape=landscape) if one_page else tuple(b.rows),
        columns=columns,
        key_column=b.columns.key,
        gap_column=b.columns.gap,
        missing_cell=missing_cell(b),
        head_rows=HEAD_ROWS,
        title_rows=(IDENTITY, HEADINGS if not scheme.tables else IDENTITY),
        token_cell=token_cell(b),
        body=(HEAD_ROWS, table_end),
        frozen_rows=HEAD_ROWS if not scheme.tables else HEADINGS,
        one_page=one_page,
        landscape=landscape,
        people=setting.people if any(slot.people for slot in b.slots) else (),
        prompts=b.prompts,
    )
