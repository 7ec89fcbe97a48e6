"""Notice a rating that is finished and does not say by whom or when."""

from __future__ import annotations

from collections.abc import Iterator

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
