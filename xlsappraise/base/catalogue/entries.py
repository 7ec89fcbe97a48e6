"""What was entered, and by several raters."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    # Entries
    "untouched": error(N_("Nothing has been filled in. Fill in the form and send it again.")),
    "missing-input": error(N_("“{label}” is blank. Fill it in.{hint}"), placed=True),
    "missing-reason": error(
        N_("the adjustment of {found} has no reason. Write one, or clear the adjustment."), placed=True
    ),
    "missing-signoff": error(N_("choose “{expected}” when the rating is finished."), placed=True),
    "not-a-number": error(N_("“{label}” holds “{found}”. Enter a number only ({expected}).{hint}"), placed=True),
    "not-whole": error(N_("“{label}” is {found}. Enter a whole number ({expected})."), placed=True),
    "off-step": error(N_("“{label}” is {found}. Enter it in steps of {expected}."), placed=True),
    "out-of-range": error(N_("“{label}” is {found}. Allowed: {expected}.{hint}"), placed=True),
    "not-in-list": error(N_("“{label}” is “{found}”. Choose one of: {expected}."), placed=True),
    "not-a-date": error(N_("“{label}” holds “{found}”. Enter a date such as {expected}."), placed=True),
    "date-for-number": error(
        N_(
            "“{label}” contains the date {found}. Did you mean {expected}? Enter the number; if the cell still shows a date, use a fresh copy of the form."
        ),
        placed=True,
    ),
    "error-value": error(N_("“{label}” shows the error {found}. Type the value ({expected})."), placed=True),
    "formula-in-input": error(
        N_("“{label}” holds the formula {found}. Type the value itself; formulas in entry cells are never evaluated."),
        placed=True,
    ),
    "date-outside-period": error(
        N_("“{label}” is {found}, which lies outside the period. Enter {expected}."), placed=True
    ),
    "not-in-roster": error(
        N_("“{label}” is “{found}”, who is not in the roster. Choose one of the names in the list.{hint}"), placed=True
    ),
    "above-the-whole": error(
        N_("“{label}” is {found}, more than the whole it is a part of ({expected}). Correct one of the two."),
        placed=True,
    ),
    "table-too-short": error(
        N_("the table “{label}” has {found} rows filled in; at least {expected} are needed."), placed=True
    ),
    "table-too-long": error(
        N_(
            "“{found}” is in a row that was added to the table “{label}”, which takes {expected} rows. Move it into a free row; when none is left, ask HR for a form whose table has more rows."
        ),
        placed=True,
    ),
    "row-not-counted": warning(
        N_("{label} holds only “{found}” and none of the required columns, so the row does not count."), placed=True
    ),
    "nothing-measured": note(N_("“{label}” is {found}, so there is nothing to measure: {expected}."), placed=True),
    "nothing-to-score": error(
        N_(
            "every criterion is left out, so there is no total. Check what is marked as not applicable, and targets and bases of 0; if there was really nothing to appraise, withdraw the form."
        ),
        placed=True,
    ),
    "normalised": note(N_("“{label}” was entered as “{found}” and read as {expected}."), placed=True),
    "adjustments-capped": note(N_("The adjustments add up to {found}; {expected} counts.")),
    "text-too-long": warning(
        N_("“{label}” has {found} characters; {expected} fit the form. It is kept whole."), placed=True, quiet=True
    ),
    "control-characters": warning(
        N_("“{label}” contains invisible control characters: {found}. If the text looks wrong, type it again."),
        placed=True,
        quiet=True,
    ),
    "superseded": note(
        N_(
            "A complete version of this form has since arrived ({expected}). This file is not needed; there is nothing to do."
        )
    ),
    # Several raters
    "rater-missing": warning(
        N_("{name}: the part “{part}” has not come back. The other parts' weights are scaled up; nothing counts as 0.")
    ),
    "rater-awaited": warning(
        N_(
            "{name}: of the part “{part}” {found} of {expected} forms are back. The result waits for it; nothing counts as 0."
        )
    ),
    "peers-withheld": warning(
        N_(
            "{name}: only {found} of the part “{part}” have answered; below {expected} their marks are withheld, and the other parts' weights are scaled up."
        )
    ),
    "signed-by-another": warning(
        N_(
            "the form for “{expected}” is signed by {found}, who rates the same person in another part. Ask who filled it in."
        ),
        placed=True,
    ),
    "marks-copied": warning(
        N_("The marks about {name} are identical to those in {expected}. Ask whether one was copied from the other.")
    ),
}
