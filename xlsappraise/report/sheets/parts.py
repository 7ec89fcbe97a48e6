"""The sheet 多方评价: results composed of several raters' forms; of anonymous raters only the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import N_
from xlsappraise.base.rounding import plain
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.lists import ListColumn
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import footer
from xlsappraise.drawing.spec import Formula, PageSetup, Sheet, Value
from xlsappraise.report.score_table import number
from xlsappraise.results.composing import answers_column, part_column
from xlsappraise.schemes import Rater, Scheme
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words
    from xlsappraise.report.context import Report
    from xlsappraise.report.data import SummaryData

_PERSON = {
    "employee_id": ListColumn(N_("Employee no."), "text", 12, 12),
    "name": ListColumn(N_("Name"), "text", 14, 14),
    "department": ListColumn(N_("Department"), "text", 18, 18),
}
_WIDTH = 15.0
_LEAST = 9  # columns that the title needs

Cells = list[tuple[Value | Formula, str]]


def sheets(report: Report) -> list[Sheet]:
    """Describe the sheet if the raters of any scheme have separate forms: a table per scheme, a person a row."""
    data, say = report.data, report.say
    titles = data.titles
    keys = [key for key in titles if key in data.parts and len(data.parts[key])]
    if not keys:
        return []
    count = max([_LEAST, *(len(_headings(data.schemes[key], say)) for key in keys)])
    name = say("Raters' parts")
    draft = SheetDraft(
        name, (*(column.most for column in _PERSON.values()), *(_WIDTH for _column in range(count - len(_PERSON))))
    )
    draft.put(0, 0, name, "title", across=count)
    draft.tall(0, 34)
    lead = say(
        "Composite = Σ weight × part ÷ Σ weight of the parts that are there. A part that is missing or withheld is "
        "not 0: the others' weights are scaled up."
    )
    draft.put(1, 0, lead, "lead", across=count)
    row = 2
    if any(data.schemes[key].divided for key in keys):
        note = say(
            "Where raters mark different criteria, a part is what its criteria have earned, out of their points. The "
            "composite is made of the criteria; one that nobody marked leaves the full points."
        )
        draft.put(2, 0, note, "lead", across=count)
        row = 3
    for key in keys:
        row = _put_scheme(draft, data, key, titles[key], row, say)
    page = PageSetup("landscape", "", footer(data, say))
    return [draft.sheet(page)]


def _put_scheme(draft: SheetDraft, data: SummaryData, key: str, title: str, row: int, say: Words) -> int:
    """Put one scheme's table; return the next free row."""
    scheme = data.schemes[key]
    headings = _headings(scheme, say)
    draft.put(row + 1, 0, title, "section", across=len(headings))
    draft.tall(row + 1, 28)
    draft.put_row(row + 2, [(text, style) for text, style in headings])
    frame = data.parts[key].sort_values(["total", "employee_id"], ascending=[False, True], na_position="last")
    row += 3
    for record in frame.to_dict("records"):
        cells = _row(scheme, {str(name): value for name, value in record.items()}, row, say)
        draft.put_row(row, cells)
        row += 1
    return row


def _headings(scheme: Scheme, say: Words) -> list[tuple[str, str]]:
    heads = [(say(column.heading), column.head) for column in _PERSON.values()]
    part, answers = say("{title}\n{weight} %"), say("{title}\nforms")
    for rater in scheme.raters:
        if scheme.divided:
            points = plain(scheme.form_of(rater.id).total.points)
            head = say("{title}\n{points} points").format(title=clean(rater.title), points=points)
        else:
            head = part.format(title=clean(rater.title), weight=plain(round(rater.weight * 100, 6)))
        heads.append((head, "head-right"))
        if rater.several:
            heads.append((answers.format(title=clean(rater.title)), "head-right"))
    return [*heads, (say("Composite"), "head-right"), (say("Grade"), "head")]


def _row(scheme: Scheme, record: dict[str, Any], row: int, say: Words) -> Cells:
    cells: Cells = [(clean(record[field]), "text") for field in _PERSON]
    places: list[tuple[Rater, str]] = []
    for rater in scheme.raters:
        places.append((rater, f"{column_letters(len(cells))}{row + 1}"))
        cells.append(_part(rater, record, say))
        if rater.several:
            cells.append((int(number(record[answers_column(rater)]) or 0), "int"))
    total = number(record["total"])
    formula = None if scheme.divided or total is None else Formula(_formula(scheme, places), total)
    cells.append((formula or total, "mean"))
    return [*cells, (clean(record["grade"]), "text")]


def _part(rater: Rater, record: dict[str, Any], say: Words) -> tuple[Value, str]:
    """Return a part's mean, or a text if it has none, and the style."""
    mean = number(record[part_column(rater)])
    if mean is not None:
        return mean, "score"
    answers = number(record[answers_column(rater)]) or 0
    return (say("withheld") if answers else say("missing")), "left-out"


def _formula(scheme: Scheme, places: list[tuple[Rater, str]]) -> str:
    """Return the weighted mean of the existing parts as a formula, limited to the scheme's bounds of a total."""
    parts = "+".join(f"{plain(rater.weight)}*N({cell})" for rater, cell in places if rater.weight)
    weights = "+".join(f"{plain(rater.weight)}*ISNUMBER({cell})" for rater, cell in places if rater.weight)
    mean = f"ROUND(({parts})/({weights}),2)"
    if scheme.total.max is not None:
        mean = f"MIN({plain(scheme.total.max)},{mean})"
    return f"=MAX(0,{mean})"
