"""Scheme files, and schemes as workbooks."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, usage
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    # Scheme files
    "scheme-unreadable": error(
        N_("{file} cannot be read as UTF-8 text ({found}). Save it as UTF-8 text in a text editor.")
    ),
    "scheme-not-toml": error(N_("{file} is not valid TOML: {found}. Correct it in a text editor.")),
    "scheme-unknown-key": error(N_("{file}: {path}: unknown key “{found}”. Expected: {expected}.")),
    "scheme-unknown-kind": error(N_("{file}: {path}: there is no rule kind “{found}”. Expected: {expected}.")),
    "scheme-missing-key": error(N_("{file}: {path} is missing. Add it.")),
    "scheme-bad-value": error(N_("{file}: {path}: “{found}” does not fit; expected: {expected}.")),
    "scheme-fault": error(N_("{file}: {path}: {detail}.")),
    "scheme-unknown": usage(N_("There is no scheme “{found}”. Choose from: {expected}.")),
    # Schemes as workbooks
    "scheme-book-name": usage(
        N_("{file}: a scheme is exported as an Excel workbook; give it a name that ends in .xlsx.")
    ),
    "scheme-book-unreadable": usage(N_("{file} cannot be read as a scheme workbook. {found}")),
    "scheme-book-no-scheme": usage(
        N_(
            "{file} has no scheme; its sheets are: {found}. Begin with a workbook that “xlsappraise schemes new 方案.xlsx” or “xlsappraise schemes export” wrote."
        )
    ),
    "scheme-book-no-sheet": error(
        N_("The sheet “{expected}” is missing. Export the scheme again and compare, or give the sheet its name back.")
    ),
    "scheme-book-unknown-sheet": error(
        N_("The sheet “{found}” is not recognised. Name it “{expected}”, or delete it if it is not needed.")
    ),
    "scheme-book-no-headings": error(N_("{sheet}: the row of headings is missing. Put back the headings: {expected}.")),
    "scheme-book-unknown-heading": error(
        N_("the heading “{found}” is not recognised. Expected: {expected}."), placed=True
    ),
    "scheme-book-duplicate-heading": error(
        N_("the heading “{found}” occurs twice. Keep one of the two columns."), placed=True
    ),
    "scheme-book-no-column": error(
        N_("“{found}” is in a column without a heading and would be lost. Move or clear it."), placed=True
    ),
    "scheme-book-unknown-name": error(N_("there is no “{found}” here. Expected: {expected}."), placed=True),
    "scheme-book-unknown-kind": error(N_("there is no rule kind “{found}”. Expected: {expected}."), placed=True),
    "scheme-book-unknown-criterion": error(
        N_("there is no criterion with the id “{found}”. Expected: {expected}."), placed=True
    ),
    "scheme-book-wrong-column": error(
        N_("“{found}” does not use the column “{label}”. It uses: {expected}. Move or clear the cell."), placed=True
    ),
    "scheme-book-twice": error(N_("“{found}” is given twice. Delete one of the two rows."), placed=True),
    "scheme-book-blank": error(N_("“{label}” is blank. Fill it in."), placed=True),
    "scheme-book-missing": error(N_("“{expected}” is missing. Add a row for it."), placed=True),
    "scheme-book-none": error(
        N_("nothing is given for this yet. Fill in at least one row in the sheet “{expected}”."), placed=True
    ),
    "scheme-book-not-a-number": error(
        N_("“{label}” holds “{found}”. Enter a number only, without a unit."), placed=True
    ),
    "scheme-book-not-whole": error(N_("“{label}” is {found}. Enter a whole number."), placed=True),
    "scheme-book-not-in-list": error(N_("“{label}” is “{found}”. Choose one of: {expected}."), placed=True),
    "scheme-book-date": error(
        N_("“{label}” has become a date. Format the cell as text and type the value again."), placed=True
    ),
    "scheme-book-formula": error(
        N_("“{label}” holds the formula {found}. Replace it by its value (copy, paste as values)."), placed=True
    ),
    "scheme-book-error-value": error(N_("“{label}” shows the error {found}. Type the value."), placed=True),
    "scheme-book-bad-value": error(N_("“{label}”: “{found}” does not fit; expected: {expected}."), placed=True),
    "scheme-book-fault": error(N_("{sheet} {cell} ({label}): {detail}.")),
    "scheme-paper-unread": error(
        N_("“{label}”: “{found}” was not understood. Write it like this: {expected}"), placed=True
    ),
    "scheme-paper-details-blank": error(
        N_("“{label}” is blank, but “{found}” needs it. Write it like this, one a line: {expected}"), placed=True
    ),
    "scheme-paper-unknown-way": error(
        N_("there is no way of scoring “{found}”. Choose a sentence from the list of this cell, such as “{expected}”."),
        placed=True,
    ),
    "scheme-paper-example": note(N_("the worked example is still there; it was left out."), placed=True),
    "scheme-paper-example-changed": error(
        N_("the row is marked “{found}” but was changed. Write a section of your own there, or delete the row."),
        placed=True,
    ),
    "scheme-paper-other-sheet": note(
        N_("the sheet “{sheet}” looks like a scheme too and was not read; the first one, “{found}”, was.")
    ),
    "scheme-paper-title-taken": error(
        N_("the shipped scheme {expected} has the title “{found}” already. Choose another title."), placed=True
    ),
    "scheme-file-exists": usage(
        N_("{file} already exists with other content. Nothing was changed; run again with --replace to replace it.")
    ),
}
