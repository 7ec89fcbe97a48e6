"""List other content of the workbook, so that nothing is lost; programs are never run, links never followed."""

from __future__ import annotations

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.forms.corrections import comment_head
from xlsappraise.returned.checks.said.corrections_list import remedies
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import address
from xlsappraise.xlsx.old.book import OldBook
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.riders import pictures, riders
from xlsappraise.xlsx.surroundings import comments

LISTED = 20


def found_comments(returned: Returned) -> Iterator[Problem]:
    """Yield the first twenty comments, whoever wrote them; without those that a marked copy lists too."""
    say = returned.issued.blueprint.form.say
    head, listed_remedies = comment_head(say), remedies(returned)
    listed = 0
    for entry in returned.reading.entries:
        for comment in comments(returned.reading, entry):
            lines = comment.text.removeprefix(head).strip().splitlines()
            if comment.text.startswith(head) and listed_remedies.issuperset(lines):
                continue
            listed += 1
            if listed > LISTED:
                return
            yield problem("comment-found", sheet=entry.name, cell=address(comment.at), found=comment.text)


def found_pictures(returned: Returned) -> Iterator[Problem]:
    """Yield one warning for pictures, drawings and charts."""
    shown = pictures(returned.reading) if isinstance(returned.reading, Reading) else ()
    if shown:
        yield problem("picture-found", found=shown)


def found_programs(returned: Returned) -> Iterator[Problem]:
    """Yield one warning per kind of program, link and foreign data."""
    reading = returned.reading
    if isinstance(reading, Reading | OldBook):
        for kind in riders(reading) if isinstance(reading, Reading) else reading.riders:
            yield problem("content-not-run", found=kind)
