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
    """Yield a note per sign-off of a rater in the first half of the period, most of which was still to come."""
    form, period = returned.issued.blueprint.form, Period.parse(returned.issued.issue.period)
    middle = period.first_day + (period.last_day - period.first_day) / 2
    for rater in form.scoring_raters:
        entry = returned.entries.get(form.slot("signoff.date", rater))
        if entry is None or not isinstance(entry.value, str):
            continue
        if period.first_day <= date.fromisoformat(entry.value) < middle:
            yield problem(
                "signed-early", sheet=returned.name, cell=entry.cell, label=f"{rater.title}·{entry.slot.label}",
                found=entry.value, expected=str(period),
            )  # fmt: skip
