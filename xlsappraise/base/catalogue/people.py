"""The roster, and figures filled in beforehand."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, usage, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    # Roster
    "roster-unreadable": error(N_("The roster {file} cannot be read. {found}")),
    "roster-no-headings": error(
        N_(
            "No row with the headings {expected} in the visible sheets of {file}. Write them in one row above the people, or name the sheet with “--sheet”."
        )
    ),
    "no-such-sheet": usage(N_("{file} has no sheet “{found}”. Its sheets are: {expected}.")),
    "roster-missing-column": error(
        N_("there is no column “{expected}”. Add the heading to the heading row.{hint}"), placed=True
    ),
    "roster-duplicate-column": error(
        N_("the heading “{found}” occurs a second time. Keep one of the two columns."), placed=True
    ),
    "roster-headings-again": error(
        N_(
            "here the headings are repeated in another order than above, so what follows cannot be read. Move it to a sheet of its own, or use the same columns."
        ),
        placed=True,
    ),
    "roster-unknown-heading": note(
        N_(
            "headings that are not read but look like ones of the list ({count}): {found}. If they are these, rename them."
        ),
        placed=True,
    ),
    "roster-sheets-besides": note(
        N_("The sheet “{expected}” is read. These have such headings too: {found}. “--sheet” chooses another one.")
    ),
    "roster-number-shown": note(N_("Employee numbers read as their number format shows them ({count}): {found}.")),
    "roster-number-folded": note(N_("Entries read without invisible or full-width characters ({count}): {found}.")),
    "roster-name-blanks": note(N_("Names are read without the blanks around them ({count}): {found}.")),
    "roster-number-format": error(
        N_("the number format “{found}” may show the employee number differently. Type it as text, such as '0001."),
        placed=True,
    ),
    "roster-number-not-whole": error(
        N_("“{found}” is not an employee number: it has decimals or a sign. Type it as text."), placed=True
    ),
    "roster-number-rounded": error(
        N_(
            "the employee number {found} has more than 15 digits, and the program that saved the file has rounded it. Type the numbers as text."
        ),
        placed=True,
    ),
    "roster-month-read": note(N_("Dates without a day, read as the first of the month ({count}): {found}.")),
    "roster-merged-read": note(N_("Merged cells give their value to each of their rows ({count}): {found}.")),
    "roster-hidden-rows": note(
        N_(
            "Hidden or filtered rows ({found}): these people get no new form. Show the rows, or add “--hidden” to issue to them too."
        )
    ),
    "roster-no-scheme": warning(
        N_("Without a scheme of their own or of their position, so they get no form: {found}.")
    ),
    "roster-rows-left-out": note(N_("Rows that are not people but totals, notes or titles ({count}): {found}.")),
    "roster-filled-down": note(N_("Rows below the last person that hold no further person are left out ({count}).")),
    "roster-one-supervisor": note(
        N_("Names of supervisors that differ only by blanks are read as one person ({count}): {found}.")
    ),
    "roster-supervisor-alike": note(
        N_(
            "Supervisors who are not in the list but differ from a name in it by one letter ({count}): {found}. If these are slips, correct them; else nothing is to be done."
        )
    ),
    "roster-supervisor-unlisted": note(
        N_("Supervisors who are not among the people of the list, which is no mistake ({count}): {found}.")
    ),
    "roster-confirmed-too-early": error(
        N_("the day of confirmation {found} is before the day of joining {expected}. Correct one of the two."),
        placed=True,
    ),
    "roster-left-too-early": error(
        N_("the day of leaving {found} is before the day of joining {expected}. Correct one of the two."), placed=True
    ),
    "settings-unknown-scheme": error(
        N_(
            "appraise.toml: the position “{position}” has the scheme “{found}”, which does not exist. Choose from: {expected}."
        )
    ),
    "settings-value": error(
        N_("“{title}” cannot be “{found}”. Write {expected}, or leave the cell blank."), placed=True
    ),
    "settings-row-unknown": note(
        N_("“{found}” is not a setting, so this row is not read. Expected: {expected}."), placed=True
    ),
    "settings-no-headings": warning(
        N_(
            "The sheet “{sheet}” of {file} is not read: no row of it has the headings {expected}. Write them into one row above the settings."
        )
    ),
    "part-of-period": note(N_("{found}, there on {days} of {whole} days; {targets}.")),
    "period-far-off": warning(
        N_("{found} is far from {expected}, the last period for which forms were issued. Is the period right?")
    ),
    "deadline-of-another-period": error(
        N_(
            "The forms of {period} would be due by {found}, before the period begins or more than a year after it. Change the day in the sheet of settings of {file} or under “deadline” in appraise.toml: a day of the month after the period, such as 5, holds for every period."
        )
    ),
    "roster-open": note(
        N_("{file} is open in another program: what is not saved there is not read. Save it and run the command again.")
    ),
    "roster-empty": error(N_("The roster has no employees yet. Fill in {file} and save it.")),
    "roster-blank": error(N_("“{column}” is blank. Fill it in."), placed=True),
    "roster-duplicate-employee": error(
        N_("the employee number {found} is already in {expected}. Each person has one row."), placed=True
    ),
    "roster-scheme-faulty": error(
        N_("the scheme “{found}” cannot be used, as its file schemes/{expected} has mistakes. Correct that file."),
        placed=True,
    ),
    "roster-unknown-scheme": error(N_("there is no scheme “{found}”. Choose from: {expected}."), placed=True),
    "roster-bad-date": error(N_("“{found}” in “{column}” is not a date. Write {expected}."), placed=True),
    "roster-bad-status": error(N_("the status “{found}” is not one of {expected}."), placed=True),
    "roster-formula": error(
        N_("“{column}” holds the formula {found}. Replace it by its value (copy, paste as values)."), placed=True
    ),
    "cell-too-long": error(
        N_("this text has {found} characters; at most {expected} are read here. Shorten it."), placed=True
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
    # Differences from the forms that were issued
    "change-new": note(N_("New in the roster since the last run:")),
    "change-gone": warning(
        N_(
            "No longer in the roster, but their forms count. If they are not to count, run “xlsappraise withdraw {numbers} {period} --reason 已不在花名册”."
        )
    ),
    "change-scheme": warning(
        N_(
            "The roster no longer gives these people a scheme, but their forms of “{found}” count. If they are not to count, run “xlsappraise withdraw {numbers} {period} --scheme {schemes} --reason 转岗”."
        )
    ),
    "form-withdrawn-before": warning(
        N_(
            "{name}: the form of “{found}” was withdrawn ({expected}), so none is issued. For a new one, run “xlsappraise generate {period} --reissue {number} --scheme {scheme}”."
        )
    ),
    "forms-withdrawn-before": warning(
        N_(
            "{name}: all forms were withdrawn ({expected}), so none are issued. For new ones, run “xlsappraise generate {period} --reissue {number}”."
        )
    ),
    "figures-of-another-name": error(
        N_(
            "the number {number} is {expected} in the roster, but this row names {found}. Correct the number or the name."
        ),
        placed=True,
    ),
    "change-status": warning(
        N_(
            "Status {expected}, but their forms count. If they are not to count, run “xlsappraise withdraw {numbers} {period} --reason {expected}”."
        )
    ),
    "roster-employee-changed": note(
        N_(
            "The {what} is {expected} in the roster and {found} on the issued forms, which stay as they are. For new ones, run “xlsappraise generate {period} --reissue {numbers}”."
        )
    ),
    "change-peers": note(
        N_(
            "{found} is no longer named as a peer, but the form given to {found} counts. If it is not to count, run “xlsappraise withdraw {numbers} {period} --rater {found} --reason 不再评价”."
        )
    ),
    "change-edition": note(
        N_(
            "“{expected}” has changed since these forms were issued; they are scored as issued. For new ones, run “xlsappraise generate {period} --reissue {numbers} --scheme {schemes}”."
        )
    ),
    "reissue-voids-valid": error(
        N_(
            "Nothing was done: complete forms that have come back would no longer count{who}. To reissue all the same (the entries are carried over, the sign-off is not): {command}"
        )
    ),
    "withdraw-voids-valid": error(
        N_(
            "Nothing was done: complete forms that have come back would no longer count{who}. To withdraw all the same: {command}"
        )
    ),
    "voided-not-moved": error(
        N_(
            "These forms no longer count, but their files could not be moved to {expected}: {names} ({found}). Close them where they are open; “xlsappraise generate {period}” moves them."
        )
    ),
    "voided-file-elsewhere": note(
        N_(
            "The files of these forms are not in {expected}. Wherever a copy of one is, it no longer counts; do not send it:"
        )
    ),
    "transfer-undecided": error(
        N_(
            "{name}: a form of “{found}” is out, but the roster now has “{expected}”; the second one is not issued yet. If the first is not to count, run “xlsappraise withdraw {number} {period} --scheme {scheme} --reason 转岗”, then “xlsappraise generate {period}”. If both count, run “xlsappraise generate {period} --both {number}”."
        )
    ),
    "form-of-older-version": warning(
        N_(
            "{file} is missing and was issued by an older version of the program, which used another layout. Ask for a copy of the file that was sent, or add “--reissue {found}” to the command for a new form."
        )
    ),
    # Figures filled in beforehand
    "prefill-unreadable": error(N_("The workbook of figures to prefill {file} cannot be read. {found}")),
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
    "prefill-differs": error(
        N_("“{label}” of {name} is {found} here and {expected} in {other}. Correct one of the two, or clear it."),
        placed=True,
    ),
    "prefill-sheet-passed": note(
        N_("{file}: the sheet “{found}” has employee numbers but no heading of a figure, so nothing was read from it.")
    ),
    "prefill-nobody": usage(
        N_(
            "Nobody in the list has a scheme for {found}, so there is nothing to fill in. “xlsappraise roster check --period {found}” shows how the list is read."
        )
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
            "{name}: the figures were not used, because no form was issued now. A form issued before stays as it is; for a new one, add “--reissue {number}” to the command."
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
    "prefilled-changed": warning(
        N_(
            "{name}: HR filled in {expected} for “{label}”, and {found} came back: {change}. What came back counts. Ask the supervisor for the reason; if HR's figure is right, have it entered in the form again."
        ),
        placed=True,
    ),
    "carried-changed": note(
        N_("“{label}” was sent out as {expected} and came back as {found}. What came back counts."), placed=True
    ),
}
