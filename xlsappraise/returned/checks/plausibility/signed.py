"""Notice a rating that is finished and does not say by whom or when, or was finished long before its period was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned


def sign_off_blank(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater who confirmed the rating and left name or date blank; anonymous raters give no name.

    Where the scheme asks for both, their blanks are errors already.
    """
    form = returned.issued.blueprint.form
    for rater in form.scoring_raters:
        done = returned.entries.get(form.slot("signoff.done", rater))
        if rater.several or done is None or done.blank:
            continue
        asked = (returned.entries.get(form.slot(f"signoff.{part}", rater)) for part in ("name", "date"))
        blank = [entry for entry in asked if entry is not None and entry.blank and not entry.slot.required]
        if blank:
            yield problem(
                "sign-off-blank", sheet=returned.name, cell=blank[0].cell, label=rater.title,
                found=tuple(entry.slot.label for entry in blank),
            )  # fmt: skip


def signed_early(returned: Returned) -> Iterator[Problem]:
    """Yield a note per sign-off of a rater while more than half of the time that the form is about was still to come.

    That is the period, or the person's part of it, and it ends with the day by which the form is due.
    """
    issued, form = returned.issued.blueprint, returned.issued.blueprint.form
    period = Period.parse(returned.issued.issue.period)
    first = (issued.stay.joined if issued.stay is not None else None) or period.first_day
    left = issued.stay.left if issued.stay is not None else None
    last = min(day for day in (period.last_day, left, issued.closing.deadline) if day is not None)
    middle = first + (last - first) / 2
    for rater in form.scoring_raters:
        entry = returned.entries.get(form.slot("signoff.date", rater))
        if entry is None or not isinstance(entry.value, str):
            continue
        if first <= date.fromisoformat(entry.value) < middle:
            yield problem(
                "signed-early", sheet=returned.name, cell=entry.cell, label=f"{rater.title}·{entry.slot.label}",
                found=entry.value, expected=str(period),
            )  # fmt: skip
