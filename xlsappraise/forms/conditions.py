"""The conditional formats of a form: what is filled in turns white, what is wrong or forgotten turns red at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from xlsappraise.drawing import styles
from xlsappraise.drawing.strict import must
from xlsappraise.forms.areas import Area, joined
from xlsappraise.forms.layout import FormLayout
from xlsappraise.forms.layout.doubts import doubt_formula
from xlsappraise.forms.layout.gaps import slot_gap
from xlsappraise.schemes import Scheme
from xlsappraise.typed.slot import Slot
from xlsappraise.xlsx.address import Place, absolute, address, column_letters

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


def draw(book: Workbook, sheet: Worksheet, scheme: Scheme, layout: FormLayout, marks: Container[Place]) -> None:
    """Write the conditional formats; the cells of ``marks`` have their own."""
    done = book.add_format({"font_color": styles.GOOD, "bg_color": styles.GOOD_FILL})
    wait = book.add_format({"font_color": styles.WAIT})
    wrong = book.add_format({"font_color": styles.BAD, "bg_color": styles.BAD_FILL})
    filled = book.add_format({"bg_color": styles.WHITE})

    def add(area: Area, criteria: str, style: object, ranges: str | None = None) -> None:
        options = {"type": "formula", "criteria": f"={criteria}", "format": style}
        must(sheet.conditional_format(*area[0], *area[1], options | ({"multi_range": ranges} if ranges else {})))

    gaps = absolute(layout.missing_cell)
    doubt = absolute(layout.check.first_doubt)
    for plan in layout.cells:
        if plan.style == "box_text" and layout.check.doubts:
            add((plan.place, plan.last), f"AND({gaps}=0,{doubt}>0)", wrong)
        if plan.style in ("box_progress", "box_text"):
            add((plan.place, plan.last), f"{gaps}=0", done)
            add((plan.place, plan.last), f"{gaps}>0", wait)
    slots = [slot for slot in layout.slots if slot.place not in marks]
    for area, criteria in _wrong(scheme, layout, slots):
        add(area, criteria, wrong)
    columns: dict[int, list[Area]] = defaultdict(list)
    for slot in slots:
        columns[slot.place[1]].append((slot.place, slot.last))
    for areas in columns.values():
        first, last = min(areas)[0], max(areas)[1]
        ranges = " ".join(f"{address(a)}:{address(z)}" if a != z else address(a) for a, z in joined(areas))
        add((first, last), f"LEN(TRIM({address(first)}))>0", filled, ranges)


def _wrong(scheme: Scheme, layout: FormLayout, slots: list[Slot]) -> Iterator[tuple[Area, str]]:
    """Yield areas with the condition that the entry of the first cell is wrong, or lacks in an entry of a table."""
    counted = {rater.id for rater in scheme.scoring_raters}
    ends = {(slot.table, slot.place[1]): slot.last for slot in layout.slots if slot.table}
    for slot in slots:
        if slot.table is not None:
            if slot.row == 1:
                row = (other for other in layout.slots if other.table == slot.table and other.row == 1)
                begun = "+".join(f"LEN(TRIM({_in_column(other.place)}))" for other in row if other.required)
                yield (slot.place, ends[slot.table, slot.place[1]]), f"AND({begun}>0,{slot_gap(slot)}>0)"
        elif slot.type != "text" and slot.rater in counted:
            at_most = layout.slots_by_id.get(slot.at_most) if slot.at_most else None
            gap = slot_gap(slot, address(at_most.place) if at_most is not None else None)
            if gap != "0":
                yield (slot.place, slot.place), f"AND(LEN(TRIM({address(slot.place)}))>0,{gap}>0)"
    open_ = {slot.id for slot in slots}
    for doubt in (one for doubts in layout.check.doubts.values() for one in doubts if one.actual in open_):
        place = layout.slots_by_id[doubt.actual].place
        yield (place, place), f"{doubt_formula(doubt, layout.slots_by_id)}>0"
    for name in (f"adjustment.{n}" for n in range(1, (scheme.adjustments.rows if scheme.adjustments else 0) + 1)):
        points, reason = (layout.slots_by_id[f"{name}.{part}"].place for part in ("points", "reason"))
        if reason in {slot.place for slot in slots}:
            yield (reason, reason), f"AND(N({address(points)})<>0,LEN(TRIM({address(reason)}))=0)"


def _in_column(place: Place) -> str:
    return f"${column_letters(place[1])}{place[0] + 1}"
