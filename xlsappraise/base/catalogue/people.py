"""The roster, and figures filled in beforehand."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, usage, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    # Roster
    "roster-unreadable": error(
        N_(
            "The roster {file} cannot be read: {found}. Save it as .xlsx without a password in Excel or WPS, then run the command again."
        )
    ),
    "roster-no-headings": error(
        N_(
            "There is no row with the headings {expected} in the first sheet of {file}. Write these headings in one row above the list."
        )
    ),
    "roster-missing-column": error(N_("The roster has no column “{expected}”. Add the heading to the heading row.")),
    "roster-duplicate-column": error(N_("The heading “{found}” occurs twice. Keep one of the two columns.")),
    "roster-empty": error(N_("The roster has no employees yet. Fill in {file} and save it.")),
    "roster-blank": error(N_("“{column}” is blank. Fill it in."), placed=True),
    "roster-duplicate-employee": error(
        N_("the employee number {found} is already in {expected}. Each person has one row."), placed=True
    ),
    "roster-unknown-scheme": error(N_("there is no scheme “{found}”. Choose from: {expected}."), placed=True),
    "roster-bad-date": error(N_("“{found}” in “{column}” is not a date. Write {expected}."), placed=True),
    "roster-bad-status": error(N_("the status “{found}” is not one of {expected}."), placed=True),
    "roster-formula": error(
        N_("“{column}” holds the formula {found}. Replace it by its value (copy, paste as values)."), placed=True
    ),
    "roster-error-value": error(N_("“{column}” shows the error {found}. Type the value."), placed=True),
    "roster-unknown-peer": error(
        N_("“{found}” is not in the roster, or several people have this name. Enter the employee number.{hint}"),
        placed=True,
    ),
    "roster-peer-not-possible": error(
        N_("“{found}” cannot rate as a peer: {expected}. Name another colleague."), placed=True
    ),
    "too-few-peers-named": warning(
        N_(
            "Only {found} peers rate {name}; with fewer than {expected} marks their part is withheld. Name more in the roster."
        )
    ),
    "roster-employee-changed": note(
        N_(
            "The roster no longer agrees with the form issued to {found}: {detail}. The form stays as issued; for a new one, add “--reissue {found}” to the command."
        )
    ),
    "form-of-older-version": warning(
        N_(
            "{file} is missing and was issued by an older version of the program, which used another layout. Ask for a copy of the file that was sent, or add “--reissue {found}” to the command for a new form."
        )
    ),
    # Figures filled in beforehand
    "prefill-unreadable": error(
        N_(
            "The workbook of figures {file} cannot be read: {found}. Save it as .xlsx without a password in Excel or WPS, then run the command again."
        )
    ),
    "prefill-no-number": error(N_("there is no heading “{expected}”. Add a column of that name."), placed=True),
    "prefill-unknown-column": error(
        N_("no form of this period has an input “{found}”. Expected: {expected}."), placed=True
    ),
    "prefill-column-twice": error(N_("the column “{found}” occurs twice. Keep one of the two."), placed=True),
    "prefill-ambiguous": error(
        N_("several inputs are called “{found}”: {expected}. Use the longer name as the heading."), placed=True
    ),
    "prefill-number-missing": error(N_("figures without an employee number. Enter the number."), placed=True),
    "prefill-unknown-employee": error(N_("employee {found} is not in the roster. Check the number."), placed=True),
    "prefill-employee-twice": error(
        N_("employee {found} occurs twice. Put all figures of a person into one row."), placed=True
    ),
    "prefill-not-theirs": error(
        N_("the form of employee {number} has no input “{found}”. Clear the cell or check the scheme."), placed=True
    ),
    "prefill-nothing": usage(
        N_(
            "“{found}” has no figures to fill in beforehand: it asks for each rater's own marks, or for rows of a table."
        )
    ),
    "prefill-not-used": warning(
        N_(
            "The figures of employee {found} were not used, because no form was issued to them now. A form issued before stays as it is; for a new one, add “--reissue {found}” to the command."
        )
    ),
    "prefill-overruled": warning(
        N_("{name}: the figure {found} for “{label}” was not used; the log has {expected}, which was filled in.")
    ),
    "feed-changed": warning(
        N_(
            "{name}: the form was sent out with {found} for “{label}”, taken from the log; the log now has {expected}. For a form with today's figures, add “--reissue {number}” to the command."
        )
    ),
    "prefill-empty": warning(N_("{file} holds no figures below its headings, so nothing was filled in.")),
    "anonymous-finding": note(
        N_("The form of an anonymous rater has a problem. HR can read it with “xlsappraise check”.")
    ),
    "feed-not-in": note(
        N_(
            "{name}: the form “{expected}” has not come back yet, so nothing was filled in from it; the rater enters the figures. To have them filled in, reissue the form after that one has come back."
        )
    ),
    "entries-carried-over": note(
        N_(
            "{name}: {found} returned entries were carried over into the new form; {expected} were left out because the form no longer takes them. The sign-off is blank again."
        )
    ),
    "prefilled-changed": note(
        N_("“{label}” was sent out as {expected} and came back as {found}. What came back counts."), placed=True
    ),
}
