"""The line at the end of a section in which nothing has to be entered: the rater says what was gone through.

Without it a form whose blanks mean "no deduction" would give full marks to whoever only signs.
"""

from __future__ import annotations

from xlsappraise.base.i18n import Words
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.gaps import row_gaps
from xlsappraise.forms.layout.plan import GapBlock
from xlsappraise.schemes import Scheme, Section
from xlsappraise.typed.slot import Slot


def checked_choices(scheme: Scheme, section: Section, say: Words) -> tuple[str, str] | None:
    """Return what the line of a section offers, that nothing was found first; None for a section without a line."""
    inputs = [
        item
        for criterion in section.criteria
        for rule in criterion.rules
        for item in rule.inputs(criterion.points, say)
    ]
    tables = {table for c in section.criteria for rule in c.rules for table, _column in rule.table_columns()}
    empty = any(scheme.table(table).least == 0 for table in tables)
    if section.bonus or any(item.required for item in inputs) or (tables and not empty):
        return None
    if tables:
        return say("Nothing to record in this period"), say("All of this period is recorded")
    return say("Gone through item by item: no deduction"), say("Gone through item by item: with deductions")


def lay_checked(b: Builder, index: int, section: Section) -> None:
    """Lay out the line of a section (index from 0), where it has one."""
    choices = checked_choices(b.scheme, section, b.say)
    if choices is None:
        return
    c = b.columns
    number = index + 1
    row = b.row(f"checked.{number}", 24)
    label = b.say("Check of “{section}”").format(section=section.title)
    text = b.say("{label}: choose what applies; there is no total without it").format(label=label)
    b.put((row, c.number), "checked_label", text, last=(row, c.label))
    slot = Slot(
        f"checked.{number}", None, label, b.scheme.lead.id, (row, c.inputs[0]), (row, c.score), "choice",
        choices=choices, required=True,
    )  # fmt: skip
    b.slot(slot)
    b.put((row, c.gap), "gap", 1 if b.open(slot) else 0, formula=row_gaps([slot]))
    b.blocks.append(GapBlock(label, row, row, 1, c.inputs[0]))
