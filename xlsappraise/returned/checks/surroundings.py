"""List other content of the workbook, so that nothing is lost; programs are never run, links never followed."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.forms.corrections import comment_head, sheet_name
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.riders import pictures, riders
from xlsappraise.xlsx.surroundings import comments

LISTED = 20


def found_comments(returned: Returned) -> Iterator[Problem]:
    """Yield the first twenty comments, whoever wrote them; without those that a marked copy lists too."""
    listed = 0
    for entry in returned.reading.entries:
        for comment in comments(returned.reading, entry):
            if _of_marked_copy(returned, comment.text):
                continue
            listed += 1
            if listed > LISTED:
                return
            yield problem("comment-found", sheet=entry.name, cell=address(comment.at), found=comment.text)


def _of_marked_copy(returned: Returned, text: str) -> bool:
    """Return whether a comment says what the list of corrections in the same workbook says."""
    say = returned.issued.blueprint.form.say
    head = comment_head(say)
    if not text.startswith(head):
        return False
    lists = (entry for entry in returned.reading.entries if entry.name == sheet_name(say))
    listed = {cell.value for entry in lists for cell in returned.reading.sheet(entry).cells.values()}
    return all(remedy in listed for remedy in text.removeprefix(head).strip().splitlines())


def found_pictures(returned: Returned) -> Iterator[Problem]:
    """Yield one warning for pictures, drawings and charts."""
    shown = pictures(returned.reading) if isinstance(returned.reading, Reading) else ()
    if shown:
        yield problem("picture-found", found=shown)


def found_programs(returned: Returned) -> Iterator[Problem]:
    """Yield one warning per kind of program, link and foreign data."""
    if isinstance(returned.reading, Reading):
        for kind in riders(returned.reading):
            yield problem("content-not-run", found=kind)
