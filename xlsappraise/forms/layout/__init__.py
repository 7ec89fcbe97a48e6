"""The layout of a scheme as a form; no other package knows row and column numbers."""

from __future__ import annotations

from itertools import pairwise

from xlsappraise.forms.layout import grid
from xlsappraise.forms.layout.body import lay_sections
from xlsappraise.forms.layout.builder import Builder, Setting
from xlsappraise.forms.layout.filled import Filled
from xlsappraise.forms.layout.foot import lay_foot
from xlsappraise.forms.layout.head import (
    LINE,
    RATEE,
    TITLE,
    lay_guide,
    lay_head,
    lay_headings,
    missing_cell,
    reserve_head,
    token_cell,
)
from xlsappraise.forms.layout.paper import UPRIGHT, WIDE, Paper, pages
from xlsappraise.forms.layout.plan import CellPlan, FormLayout, Outputs, SelfCheck
from xlsappraise.forms.layout.selfcheck import in_order
from xlsappraise.forms.layout.tables import (
    begins_with_table,
    lay_entries,
    lay_table_headings,
    lay_table_title,
    lay_tables,
)
from xlsappraise.forms.layout.version import DRAWN, LAYOUT_VERSION
from xlsappraise.schemes import Scheme
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import address

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
]


def lay_out(scheme: Scheme, setting: Setting = _PLAIN) -> FormLayout:
    """Return the layout of a scheme's scorecard, on the paper on which it takes the fewest pages.

    A form with a table is wide; others turn the sheet only where that saves paper.
    """
    if scheme.tables:
        return _on(WIDE, scheme, setting)[1]
    papers = [paper for paper in (UPRIGHT, WIDE) if grid.fits(scheme, paper)]
    return min((_on(paper, scheme, setting) for paper in papers), key=lambda found: found[0])[1]


def _on(paper: Paper, scheme: Scheme, setting: Setting) -> tuple[float, FormLayout]:
    """Return the layout on a paper, and how many pages it takes."""
    b = Builder(scheme, setting, paper)
    reserve_head(b)
    tables = list(scheme.tables)
    places = {}
    if begins_with_table(scheme):
        log = tables.pop(0)
        lay_table_headings(b, log)
        frozen = len(b.rows)
        lay_guide(b)
        places[log.id] = lay_entries(b, log, lay_table_title(b, log))
        lay_headings(b)
    else:
        lay_headings(b)
        frozen = len(b.rows)
        lay_guide(b)
    first = len(b.rows)
    body = lay_sections(b)
    table_end = len(b.rows) - 1
    places |= lay_tables(b, tables)
    for put in body.later:
        put(places)
    foot = lay_foot(b, body, address(missing_cell(b)))
    check = SelfCheck(
        in_order(b.blocks), tuple(b.tables), (frozen, len(b.rows) - 1), (LINE, b.columns.gap), (RATEE, b.columns.gap),
        b.doubts, (TITLE, b.columns.gap),
    )  # fmt: skip
    lay_head(b, check, foot)
    keys = [row.key for row in b.rows]
    assert len(set(keys)) == len(keys), "row keys are unique"
    repeated = sum(row.height for row in b.rows[RATEE:frozen])
    breaks, used = _breaks(b, paper, repeated)
    return len(breaks) + used / paper.room, FormLayout(
        sheet=b.say("Scorecard"),
        instructions_sheet=b.say("How to fill in"),
        slots=tuple(sorted(b.slots, key=_order)),
        outputs=Outputs(body.criteria, body.points, tuple(body.sections), foot.total, foot.grade),
        cells=tuple(b.cells),
        rows=tuple(b.rows),
        columns=b.column_plans(),
        key_column=b.columns.key,
        gap_column=b.columns.gap,
        missing_cell=missing_cell(b),
        head_rows=frozen,
        title_rows=(RATEE, frozen - 1),
        token_cell=token_cell(b),
        body=(first, table_end),
        frozen_rows=frozen,
        landscape=paper.landscape,
        breaks=breaks,
        check=check,
        cursor=_cursor(b),
        people=setting.people if any(slot.people for slot in b.slots) else (),
        prompts=b.prompts,
    )


def _order(slot: Slot) -> int:
    """Return where an input comes in the scheme's order: those of criteria and sections, tables, everything else."""
    if slot.table is not None:
        return 1
    return 0 if slot.criterion is not None or slot.id.startswith("checked.") else 2


def _cursor(b: Builder) -> Slot:
    """Return the input that is selected when the form is opened: the first one that counts and is still blank."""
    counted = {rater.id for rater in b.scheme.scoring_raters}
    entries = [slot for slot in b.slots if slot.rater in counted and not slot.id.endswith(".remark")]
    blank = [slot for slot in entries if (slot.id not in b.filled.values and slot.type != "text") or slot.table]
    return min(blank or entries, key=lambda slot: (slot.place[0], slot.place[1]))


def _breaks(b: Builder, paper: Paper, repeated: float) -> tuple[tuple[int, ...], float]:
    """Return the rows that begin a printed page, and the height that is used of the last one."""
    starts = [0, *(start for start in b.starts if start < len(b.rows)), len(b.rows)]
    blocks = [sum(row.height for row in b.rows[first:end] if not row.hidden) for first, end in pairwise(starts)]
    begun, used = pages(blocks, paper.room, repeated)
    return tuple(starts[number] for number in begun), used
