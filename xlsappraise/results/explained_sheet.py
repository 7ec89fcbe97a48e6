"""The page of an explanation, to be printed or sent: a line a criterion, with its calculation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xlsappraise.base.days import local_time
from xlsappraise.base.i18n import Text, words, written
from xlsappraise.base.period import Period
from xlsappraise.base.problems import say as render
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.measure import clean
from xlsappraise.drawing.pages import list_page
from xlsappraise.returned.states import FORM_STATES

if TYPE_CHECKING:
    from xlsappraise.drawing.spec import Sheet
    from xlsappraise.results.explained import Explanation

_WIDTHS = (26.0, 10.0, 8.0, 34.0, 40.0)


@dataclass(frozen=True, slots=True)
class _Footed:
    organisation: str
    period: Period


def explained_sheet(found: Sequence[Explanation], organisation: str, language: str) -> Sheet:
    """Describe the page of all explanations of a person, in a language."""
    say, first = words(language), found[0]
    name = say("Explanation")
    draft = SheetDraft(name, _WIDTHS)
    person = first.person
    draft.put(0, 0, clean(f"{person.employee_id} {person.name}"), "title", across=len(_WIDTHS))
    about = " · ".join(text for text in (organisation, person.department, first.period.title(say)) if text)
    draft.put(1, 0, clean(about), "lead", across=len(_WIDTHS))
    row = 2
    for one in found:
        row = _put(draft, row + 1, one, language)
    page = list_page(_Footed(organisation, first.period), say, name, "portrait")
    return draft.sheet(replace(page, heading_rows=0))


def _put(draft: SheetDraft, row: int, one: Explanation, language: str) -> int:
    """Draw one explanation from a row on; return the row after it."""
    say = words(language)

    def shown(text: Text) -> str:
        return clean(written(text, say))

    state = written(FORM_STATES[one.state], say)
    part = [] if one.part is None else [shown(one.part)]
    draft.put(row, 0, clean(" · ".join([shown(one.title), state, *part])), "section", across=len(_WIDTHS))
    headings = [say("Item"), say("Score"), say("Points"), say("Entered"), say("Calculation")]
    draft.put_row(row + 1, [(heading, "head") for heading in headings])
    row += 2
    for line in one.lines:
        how = "\n".join(text for text in (clean(line.worked), shown(line.how)) if text)
        texts = [shown(line.title), shown(line.score), line.points, shown(line.entered), how]
        draft.put_row(row, [(text, "prose") for text in texts])
        row += 1
    for found in one.problems:
        draft.put(row, 0, clean(render(found, language)), "muted", across=len(_WIDTHS))
        row += 1
    for event in one.history:
        text = f"{local_time(event.at)}  {shown(event.title)}  {event.detail}".rstrip()
        draft.put(row, 0, clean(text), "muted", across=len(_WIDTHS))
        row += 1
    return row
