"""The facts workbook of plans."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    "facts-unreadable": error(
        N_(
            "{file} cannot be read. {found} Nothing was changed. You may also move it away and run “xlsappraise facts {period}” for a new one."
        )
    ),
    "facts-title-taken": error(
        N_(
            "The plan {plan} has a figure “{found}”, but another column of facts.xlsx already has this name. Give it another title in the plan file."
        )
    ),
    "facts-sheet-gone": error(
        N_(
            "{file}: the sheet “{expected}” is missing; it may be the one that is now called “{found}”. Rename it back and run again; nothing was changed."
        )
    ),
    "facts-sheet-missing": error(
        N_(
            "{file}: the sheet “{expected}” is missing. Run “xlsappraise facts {period}”: it adds what is missing and keeps what is filled in."
        )
    ),
    "facts-sheet-added": note(
        N_(
            "{file}: the sheet “{expected}”, which is needed now, was added for you to fill in. If you had filled it in before and it was deleted, take its rows from a copy of the file."
        )
    ),
    "facts-sheet-unused": warning(
        N_("{sheet}: no plan in use and nobody's result needs this sheet, so its entries were not used.")
    ),
    "facts-heading-missing": error(
        N_("there is no heading “{expected}”. Write it above its column again, exactly as it was."), placed=True
    ),
    "facts-heading-twice": error(N_("the heading “{found}” occurs twice. Keep one of the two columns."), placed=True),
    "facts-column-missing": error(
        N_(
            "there is no column “{expected}”, which a plan needs. If its heading was changed, write it again exactly as it was; otherwise run “xlsappraise facts {period}”, which adds what is missing and keeps what is filled in."
        ),
        placed=True,
    ),
    "facts-unknown-heading": warning(
        N_("no plan in use asks for a column “{found}”, so it was not used.{hint}"), placed=True
    ),
    "facts-number-missing": error(
        N_("entries without an employee number. Write the number, or clear the row."), placed=True
    ),
    "facts-unknown-employee": error(
        N_(
            "employee {found} is not in the roster, so the row was not used. Check the number. For a person who has left, keep a row in the roster with the status 离职, or give the roster of that time with --roster.{hint}"
        ),
        placed=True,
    ),
    "facts-person-left": warning(
        N_(
            "employee {found} is no longer in the roster, so the row was not used. Delete the row when it is not needed.{hint}"
        ),
        placed=True,
    ),
    "facts-employee-twice": error(
        N_("employee {found} already has a row at {expected}. Put all figures of a person into one row."), placed=True
    ),
    "facts-not-asked": warning(
        N_(
            "no plan of {name} uses “{expected}”, so “{found}” does not count. Check the plans in the roster; clear the cell when they are right."
        ),
        placed=True,
    ),
    "facts-department-missing": error(
        N_("entries without a shop or department. Write its name as in the roster, or clear the row."), placed=True
    ),
    "facts-unknown-department": error(
        N_(
            "no plan asks for figures of the shop or department “{found}”, so the row was not used. Write its name as the column 部门 of the roster has it.{hint}"
        ),
        placed=True,
    ),
    "facts-department-twice": error(
        N_("{found} already has a row at {expected}. Put all figures of a shop or department into one row."),
        placed=True,
    ),
    "facts-department-not-asked": warning(
        N_(
            "no plan of anybody in {department} uses “{expected}”, so “{found}” does not count. Check the plans in the roster; clear the cell when they are right."
        ),
        placed=True,
    ),
    "facts-number-format": error(
        N_(
            "“{label}” is formatted as a date or a percentage and shows {found}. Format the cell as a number and type the value again."
        ),
        placed=True,
    ),
    "facts-blank": error(N_("“{label}” is blank. Fill it in, or clear the row."), placed=True),
    "facts-unknown-incident": error(
        N_("no plan in use has incidents of the kind “{found}”. Did you mean {expected}?"), placed=True
    ),
    "facts-amount-missing": error(N_("an incident of the kind “{found}” needs its amount in yuan."), placed=True),
    "facts-kind-takes-none": warning(
        N_("incidents of the kind “{found}” have no “{label}”, so it was not used. Clear the cell."), placed=True
    ),
    "facts-settled-before": error(
        N_("put right on {found}, before it happened. The date must be {expected}."), placed=True
    ),
    "facts-incident-not-counted": warning(
        N_("no plan of {name} counts incidents of the kind “{found}”. Check the person and the kind."), placed=True
    ),
    "facts-incident-twice": warning(
        N_(
            "the same incident of {name} ({found}) is also in a row above, and both count. Delete one of them if it happened once; otherwise enter the number of times or a note."
        ),
        placed=True,
    ),
    "facts-heading-renamed": error(
        N_(
            "{file}, {sheet}: there is no column “{expected}”; it may be the one that is now called “{found}”. Write “{expected}” above it and run again, or “{stopped}” if it is something else; nothing was changed."
        )
    ),
    "facts-unknown-setting": warning(
        N_(
            "“{found}” is not a setting of any plan in use, so it was not used. Check the plans in the roster; delete the row when they are right."
        ),
        placed=True,
    ),
    "facts-setting-twice": error(
        N_("“{found}” is already filled in at {expected}. Clear one of the two rows."), placed=True
    ),
    "facts-no-rate": warning(N_("“{expected}” has no rate, so {found} was not used. Clear the cell."), placed=True),
    "facts-list-partly": error(
        N_("“{found}” is filled in only partly. Fill in the rest ({expected}), or clear the whole list."), placed=True
    ),
    "facts-shares-sum": error(
        N_("the shares of “{label}” add up to {found}, not to {expected}. Correct them."), placed=True
    ),
    "facts-tiers-not-rising": error(
        N_("“{label}” starts at {found}; each tier must start higher than the one before ({expected})."), placed=True
    ),
    "facts-unknown-scheme": error(N_("there is no scheme “{found}”. Choose from: {expected}."), placed=True),
    "facts-settings-carried": note(
        N_(
            "{file}: these settings were taken over from {expected}: {found}. Change or clear them where they no longer hold."
        )
    ),
    "facts-settings-unread": warning(
        N_(
            "{file}, {found}: the settings of this earlier workbook could not be taken over. Fill them in again where needed."
        )
    ),
    "facts-set-aside": warning(
        N_(
            "{file} contained parts that the new version cannot contain ({found}). The former version is kept as {expected}; cells with formulas now show the formula as text."
        )
    ),
}
