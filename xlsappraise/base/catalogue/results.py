"""Roll-ups, retention, and results of periods before the tool was used."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, usage, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    # Roll-ups
    "rollup-of-a-month": usage(
        N_(
            "{found} is a week or a month; roll-ups make quarters and years of months. Give a quarter such as {expected} or a year; for {found} itself run “xlsappraise summarize {found}”."
        )
    ),
    "rollup-nothing": usage(
        N_(
            "There is nothing to roll up into {found}: nobody has a result in {expected}. Run “xlsappraise summarize” for these periods first, or import earlier results with “xlsappraise history import”."
        )
    ),
    "rollup-period-missing": warning(
        N_(
            "{name}: “{scheme}” has no result in {found}; the result of {period} is the mean of the existing ones. If a form has not come back, collect it and summarize its period; import what was appraised elsewhere with “xlsappraise history import”; for approved leave fill in 批准休假 in facts.xlsx of the period."
        )
    ),
    "rollup-part-missing": warning(
        N_("{name}: “{scheme}” has no {found} in {period}; the weights of the other parts are scaled up.")
    ),
    "rollup-no-result": warning(
        N_(
            "{name} has no result of “{scheme}” for {period}: {found} is missing, and the scheme requires all of it. Supply what is missing; for approved leave fill in 批准休假 in facts.xlsx of the period."
        )
    ),
    "rollup-all-missing": warning(
        N_(
            "{name} has no result of “{scheme}” for {period}: no period has a result ({found}). Collect the forms and summarize their periods; withdraw those that are no longer due; for approved leave fill in 批准休假 in facts.xlsx of the period."
        )
    ),
    "rollup-scheme-gone": warning(
        N_(
            "There are imported results of the scheme {found}, which no longer exists, so they were not rolled up. Put its file back into the folder schemes."
        )
    ),
    # Retention
    "day-invalid": usage(N_("“{found}” is not a date. Write it like {expected}.")),
    # Results of periods before the tool was used
    "history-unreadable": error(N_("The workbook of earlier results {file} cannot be read. {found}")),
    "history-no-headings": error(
        N_("{sheet}: none of the first 20 rows holds the headings {expected}. Write them in one row above the results.")
    ),
    "history-missing-column": error(
        N_("there is no heading “{expected}”. Add a column of that name; 等级 may stay blank below it."), placed=True
    ),
    "history-column-twice": error(N_("the column “{found}” occurs twice. Keep one of the two."), placed=True),
    "history-blank": error(N_("“{column}” is blank. Fill it in, or clear the whole row; blank is not 0."), placed=True),
    "history-error-value": error(N_("“{label}” shows the error {found}. Type the value."), placed=True),
    "history-unknown-employee": error(
        N_(
            "employee {found} is not in the roster and never had a form. Correct the number, or add the person to the roster (a leaver with the status 离职).{hint}"
        ),
        placed=True,
    ),
    "history-other-name": warning(
        N_("the name here is “{found}”, but employee {number} is {expected}. Check that the row has the right number."),
        placed=True,
    ),
    "history-unknown-scheme": error(
        N_(
            "there is no scheme “{found}”. Write an id or a title that “xlsappraise schemes list” shows, for example {expected}."
        ),
        placed=True,
    ),
    "history-bad-period": error(
        N_(
            "“{found}” is not a period. Write it like one of {expected}; set the cell's format to Text (文本) first, so that it stays as you type it."
        ),
        placed=True,
    ),
    "history-period-read": note(N_("the period “{found}” was read as {expected}."), placed=True),
    "history-period-too-short": error(
        N_("{found} is shorter than a period of “{scheme}”. Write the whole period, for example {expected}."),
        placed=True,
    ),
    "history-number-format": error(
        N_(
            "the format of the cell makes “{found}” of “{label}”. Set the format to General (常规) and enter the number ({expected})."
        ),
        placed=True,
    ),
    "history-unknown-grade": error(
        N_(
            "“{scheme}” has no grade “{found}”. Write one of {expected}, or leave the cell blank to have the grade worked out."
        ),
        placed=True,
    ),
    "history-grade-worked-out": note(N_("the grade is blank; the total {found} makes it {expected}."), placed=True),
    "history-grade-differs": error(
        N_(
            "the grade is “{found}”, but a total of {total} is {expected} in “{scheme}”. Correct the total or the grade, or leave the grade blank."
        ),
        placed=True,
    ),
    "history-twice": error(
        N_("{found} of “{scheme}” for this person is already in {expected}. Keep one of the two rows."), placed=True
    ),
    "history-issued": error(
        N_(
            "a form of “{scheme}” was issued to this person for {found}, and only the returned form counts. Delete the row; if the form is not to count, first run “xlsappraise withdraw {number} {found} --reason …”."
        ),
        placed=True,
    ),
    "history-differs": error(
        N_(
            "{period} of “{scheme}” is {found} here, but {expected} was imported earlier from {earlier} ({at}). Take the row out, or run again with --replace to replace what was imported."
        ),
        placed=True,
    ),
    "history-empty": warning(N_("{file} holds no results below its headings, so nothing was imported.")),
}
