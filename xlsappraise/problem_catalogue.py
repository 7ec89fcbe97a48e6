"""Every problem code with its severity and its message; the remedy stands in the message.

Placeholders: ``{found}``, ``{expected}``, ``{cell}``, ``{sheet}``, ``{file}`` and what a check adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xlsappraise.i18n import N_

Severity = Literal["error", "tampering", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Message:
    """One code: how grave it is and what to tell the reader."""

    severity: Severity
    message: str
    usage: bool = False
    """Whether the command was given something it cannot work with (exit code 2)"""
    placed: bool = False
    """Whether the message begins with the sheet and cell, ``PLACED``, where no column shows them"""


PLACED = N_("{sheet} {cell}: {message}")


def _error(message: str, *, placed: bool = False) -> Message:
    return Message("error", message, placed=placed)


def _usage(message: str, *, placed: bool = False) -> Message:
    return Message("error", message, usage=True, placed=placed)


def _tampering(message: str, *, placed: bool = False) -> Message:
    return Message("tampering", message, placed=placed)


def _warning(message: str, *, placed: bool = False) -> Message:
    return Message("warning", message, placed=placed)


def _note(message: str, *, placed: bool = False) -> Message:
    return Message("note", message, placed=placed)


CATALOGUE: dict[str, Message] = {
    # Command line, workspace
    "file-not-found": _usage(N_("There is no file {file}. Check the name and the folder.")),
    "folder-not-found": _usage(N_("There is no folder {file}. Check the name, or create the folder first.")),
    "file-exists": _usage(N_("{file} is already there and is not overwritten. Choose another name or folder.")),
    "not-a-workbook-name": _usage(
        N_("{file}: what is written is an Excel workbook; give it a name that ends in .xlsx.")
    ),
    "file-not-writable": _error(
        N_("{file} cannot be written ({found}). Close the program that has it open, or free space, and run again.")
    ),
    "workspace-missing": _usage(
        N_("No workspace here or above. Run “xlsappraise init” in the folder you want to work in, or change to it.")
    ),
    "workspace-exists": _usage(N_("{file} already is a workspace. Nothing was changed.")),
    "settings-invalid": _error(N_("appraise.toml: {found}. Mend the file in a text editor.")),
    "key-missing": _error(
        N_(
            "The signing key {file} is missing, so no form can be recognised. Restore it from a backup; a new key would make all forms already issued unknown."
        )
    ),
    "keys-used-up": _error(N_("There are no key names left after {found}. Begin a new workspace.")),
    "ledger-newer": _error(
        N_(
            "The ledger was written by a newer version of xlsappraise (format {found}, this version knows {expected}). Install the newer version."
        )
    ),
    "ledger-unreadable": _error(N_("The ledger cannot be read ({found}). Restore .xlsappraise from a backup.")),
    "ledger-not-writable": _error(
        N_(
            "The ledger cannot be written ({found}). Free space on the disk, check that you may write in the folder .xlsappraise, and run the same command again; what was recorded before is kept, nothing half-done was recorded."
        )
    ),
    "workspace-busy": _error(
        N_("Another xlsappraise is working in this workspace. Wait until it has finished and run again.")
    ),
    "period-invalid": _usage(
        N_("“{found}” is not a period. Write a month as 2026-11, a quarter as 2026-Q4 or a year as 2026.")
    ),
    "period-not-issued": _usage(
        N_("Nothing was issued for {found}. Run “xlsappraise generate {found}” first, or check the period.")
    ),
    "form-not-found": _usage(
        N_("No form was issued to employee {found} in {expected}. Check the number and the period.")
    ),
    "employee-unknown": _usage(N_("Employee {found} is not in the roster. Check the number.")),
    "rater-not-found": _usage(
        N_("No form about employee {found} is with the rater {expected}. “xlsappraise status” lists who has one.")
    ),
    "already-withdrawn": _usage(N_("The form of employee {found} is already withdrawn ({expected}).")),
    "ledger-missing": _error(
        N_(
            "The ledger {file} is missing, so nothing is known of what was issued. Restore it from a backup; do not issue the forms again."
        )
    ),
    "nothing-to-accept": _usage(
        N_("{file} is not among the files that wait for a decision. “xlsappraise status” lists them.")
    ),
    "already-accepted": _usage(
        N_("{file} was already accepted on {expected} ({found}); there is nothing more to decide.")
    ),
    "unexpected": _error(
        N_(
            "Something went wrong inside the program ({found}). Nothing half-done was kept; please report it with the command you ran."
        )
    ),
    "interrupted": _error(N_("Stopped. What was finished is kept; run the same command again to go on.")),
    # Scheme files
    "scheme-unreadable": _error(N_("{file} cannot be read as UTF-8 text ({found}).")),
    "scheme-not-toml": _error(N_("{file} is not valid TOML: {found}.")),
    "scheme-unknown-key": _error(N_("{file}: {path}: unknown key “{found}”. Did you mean “{expected}”?")),
    "scheme-unknown-kind": _error(N_("{file}: {path}: there is no rule kind “{found}”. Did you mean {expected}?")),
    "scheme-missing-key": _error(N_("{file}: {path}: is missing.")),
    "scheme-bad-value": _error(N_("{file}: {path}: “{found}” does not fit; expected: {expected}.")),
    "scheme-fault": _error(N_("{file}: {path}: {detail}.")),
    "scheme-unknown": _usage(N_("There is no scheme “{found}”. Did you mean {expected}?")),
    # Schemes as workbooks
    "scheme-book-name": _usage(
        N_("{file}: a scheme is exported as an Excel workbook; give it a name that ends in .xlsx.")
    ),
    "scheme-book-unreadable": _usage(
        N_(
            "{file} cannot be read as a scheme's workbook: {found}. Use a workbook that “xlsappraise schemes export” wrote."
        )
    ),
    "scheme-book-no-sheet": _error(
        N_("The sheet “{expected}” is missing. Export the scheme again and compare, or give the sheet its name back.")
    ),
    "scheme-book-unknown-sheet": _error(
        N_("The sheet “{found}” is not known here. Name it “{expected}”, or delete it if it is not needed.")
    ),
    "scheme-book-no-headings": _error(
        N_("{sheet}: the row of headings is missing. Put back the headings: {expected}.")
    ),
    "scheme-book-unknown-heading": _error(
        N_("the heading “{found}” is not known. Did you mean “{expected}”?"), placed=True
    ),
    "scheme-book-duplicate-heading": _error(
        N_("the heading “{found}” stands twice. Keep one of the two columns."), placed=True
    ),
    "scheme-book-no-column": _error(
        N_("“{found}” stands in a column without a heading and would be lost. Move or clear it."), placed=True
    ),
    "scheme-book-unknown-name": _error(N_("there is no “{found}” here. Did you mean “{expected}”?"), placed=True),
    "scheme-book-unknown-kind": _error(N_("there is no rule kind “{found}”. Did you mean “{expected}”?"), placed=True),
    "scheme-book-unknown-criterion": _error(
        N_("there is no criterion with the id “{found}”. Did you mean “{expected}”?"), placed=True
    ),
    "scheme-book-wrong-column": _error(
        N_("“{found}” does not use the column “{label}”. It uses: {expected}. Move or clear the cell."), placed=True
    ),
    "scheme-book-twice": _error(N_("“{found}” is given twice. Delete one of the two rows."), placed=True),
    "scheme-book-blank": _error(N_("“{label}” is blank. Fill it in."), placed=True),
    "scheme-book-missing": _error(N_("“{expected}” is missing. Add a row for it."), placed=True),
    "scheme-book-none": _error(
        N_("nothing is given for this yet. Fill in at least one row in the sheet “{expected}”."), placed=True
    ),
    "scheme-book-not-a-number": _error(
        N_("“{label}” holds “{found}”. Enter a number only, without a unit."), placed=True
    ),
    "scheme-book-not-whole": _error(N_("“{label}” is {found}. Enter a whole number."), placed=True),
    "scheme-book-not-in-list": _error(N_("“{label}” is “{found}”. Choose one of: {expected}."), placed=True),
    "scheme-book-date": _error(
        N_("“{label}” has become a date. Format the cell as text and type the value again."), placed=True
    ),
    "scheme-book-formula": _error(
        N_("“{label}” holds the formula {found}. Replace it by its value (copy, paste as values)."), placed=True
    ),
    "scheme-book-error-value": _error(N_("“{label}” shows the error {found}. Type the value."), placed=True),
    "scheme-book-bad-value": _error(N_("“{label}”: “{found}” does not fit; expected: {expected}."), placed=True),
    "scheme-book-fault": _error(N_("{sheet} {cell} ({label}): {detail}.")),
    "scheme-file-exists": _usage(
        N_(
            "{file} is already there and says something else. Nothing was changed; run again with --replace to replace it."
        )
    ),
    # Roster
    "roster-unreadable": _error(N_("The roster {file} cannot be read: {found}. Save it as .xlsx and run again.")),
    "roster-no-headings": _error(N_("No row with the headings {expected} in the first sheet of {file}.")),
    "roster-missing-column": _error(N_("The roster has no column “{expected}”. Add the heading to the heading row.")),
    "roster-duplicate-column": _error(N_("The heading “{found}” stands twice. Keep one of the two columns.")),
    "roster-empty": _error(N_("The roster has no employees yet. Fill in {file} and save it.")),
    "roster-blank": _error(N_("“{column}” is blank. Fill it in."), placed=True),
    "roster-duplicate-employee": _error(
        N_("the employee number {found} is already in {expected}. Each person has one row."), placed=True
    ),
    "roster-unknown-scheme": _error(N_("there is no scheme “{found}”. Did you mean {expected}?"), placed=True),
    "roster-bad-date": _error(N_("“{found}” in “{column}” is not a date. Write {expected}."), placed=True),
    "roster-bad-status": _error(N_("the status “{found}” is not one of {expected}."), placed=True),
    "roster-formula": _error(
        N_("“{column}” holds the formula {found}. Replace it by its value (copy, paste as values)."), placed=True
    ),
    "roster-error-value": _error(N_("“{column}” shows the error {found}. Type the value."), placed=True),
    "roster-unknown-peer": _error(
        N_("“{found}” is nobody in the roster, or the name of several. Write the employee number.{hint}"), placed=True
    ),
    "roster-peer-not-possible": _error(
        N_("“{found}” cannot rate as a peer: {expected}. Name another colleague."), placed=True
    ),
    "too-few-peers-named": _warning(
        N_(
            "Only {found} peers rate {name}; with fewer than {expected} marks their part is withheld. Name more in the roster."
        )
    ),
    "roster-employee-changed": _note(
        N_(
            "The roster no longer agrees with what was issued to {found}: {detail}. The form stays as issued; use “--reissue {found}” for a new one."
        )
    ),
    "form-of-older-version": _warning(
        N_(
            "{file} is gone and was issued by an older version of the program, which drew forms differently. Ask for a copy of the file that was sent, or use “--reissue {found}”."
        )
    ),
    # Figures filled in beforehand
    "prefill-unreadable": _error(
        N_("The file of known figures cannot be read: {found}. Save it as .xlsx and run again.")
    ),
    "prefill-no-number": _error(N_("there is no heading “{expected}”. Add a column of that name."), placed=True),
    "prefill-unknown-column": _error(
        N_("no form of this period has an input “{found}”. Did you mean {expected}?"), placed=True
    ),
    "prefill-column-twice": _error(N_("the column “{found}” stands twice. Keep one of the two."), placed=True),
    "prefill-ambiguous": _error(
        N_("several inputs are called “{found}”: {expected}. Use the longer name as the heading."), placed=True
    ),
    "prefill-number-missing": _error(N_("figures without an employee number. Write it."), placed=True),
    "prefill-unknown-employee": _error(N_("employee {found} is not in the roster. Check the number."), placed=True),
    "prefill-employee-twice": _error(
        N_("employee {found} stands twice. Put all figures of a person into one row."), placed=True
    ),
    "prefill-not-theirs": _error(
        N_("the form of employee {number} has no input “{found}”. Clear the cell or check the scheme."), placed=True
    ),
    "prefill-nothing": _usage(
        N_(
            "“{found}” has no figures to fill in beforehand: it asks for each rater's own marks, or for rows of a table."
        )
    ),
    "prefill-not-used": _warning(
        N_(
            "The figures of employee {found} were not used, because no form was issued to them now. A form issued before stays as it is; “--reissue {found}” makes a new one."
        )
    ),
    "prefill-overruled": _warning(
        N_("{name}: the figure {found} for “{label}” was not used; the log says {expected}, and that was filled in.")
    ),
    "feed-changed": _warning(
        N_(
            "{name}: the form was sent out with {found} for “{label}”, taken from the log; the log says {expected} now. Use “--reissue {number}” for a form with the figures of today."
        )
    ),
    "prefill-empty": _warning(N_("{file} holds no figures below its headings, so nothing was filled in.")),
    "anonymous-finding": _note(
        N_("There is a finding in a form of an anonymous rater ({found}). HR can read it with “xlsappraise check”.")
    ),
    "feed-not-in": _note(
        N_(
            "{name}: the form “{expected}” is not back yet, so nothing was filled in from it; the rater enters the figures. Reissue the form later to have them filled in."
        )
    ),
    "entries-carried-over": _note(
        N_(
            "{name}: {found} entries of what came back stand in the new form already; {expected} were left out because the form no longer takes them. The sign-off is blank again."
        )
    ),
    "prefilled-changed": _note(
        N_("“{label}” was sent out as {expected} and came back as {found}. What came back counts."), placed=True
    ),
    # Files in the inbox
    "file-ignored": _note(N_("{file} is a leftover of the system or of a program; nothing to do.")),
    "file-duplicate": _note(N_("The same content as {expected}; counted once.")),
    "file-empty": _error(N_("The file is empty (0 bytes). Ask for it again.")),
    "file-truncated": _error(
        N_("The file is cut off or damaged ({found}). Perhaps it was still downloading; ask for it again.")
    ),
    "file-changing": _error(
        N_("The file is still being copied or saved: it changed while it was read. Wait a moment and run again.")
    ),
    "file-too-costly": _error(
        N_(
            "Reading the file takes more time or memory than any form needs, so it was stopped. Ask for the form again, filled in and saved as .xlsx."
        )
    ),
    "file-was-encrypted": _note(N_("The file was protected with a password; it could be opened and was read.")),
    "old-format-read": _warning(
        N_(
            "This is {found}: entries were read, but formulas cannot be checked; every score is recomputed anyway. Ask for .xlsx next time."
        )
    ),
    "archive-opened": _note(N_("{file} is a parcel; the {found} files inside are listed by themselves.")),
    "file-not-regular": _error(
        N_("Not an ordinary file (a link, a folder or a device). Put a copy of the workbook itself into the inbox.")
    ),
    "file-unreadable": _error(N_("The file cannot be opened ({found}). Check its permissions.")),
    "file-encrypted": _error(
        N_(
            "The workbook is protected with a password. Ask for it without one, or put the password into a text file and give that with --password-file."
        )
    ),
    "password-wrong": _error(
        N_(
            "The workbook is protected with a password, and none of the given passwords opens it. Ask for the password and add it to the password file, or ask for the form without one."
        )
    ),
    "password-file-unreadable": _usage(
        N_(
            "The password file {file} cannot be used ({found}). Write one password on each line and save it as text (UTF-8)."
        )
    ),
    "password-file-too-long": _usage(
        N_("The password file {file} is too long; at most {expected} passwords are tried. Leave out the others.")
    ),
    "archive-nested": _error(
        N_(
            "This is an archive or a mail inside another one; only the outer one is opened. Take the forms out of it and put them into the inbox themselves."
        )
    ),
    "archive-encrypted": _error(
        N_(
            "This file is locked with a password inside the archive. Unpack the archive and put the form itself into the inbox."
        )
    ),
    "archive-empty": _error(
        N_("There is no file in this archive, or no attachment to this mail. Ask for the form again.")
    ),
    "archive-too-large": _error(
        N_(
            "The archive or mail goes beyond a limit ({found}; at most {expected}). Unpack it, or split it into smaller ones, and put these into the inbox."
        )
    ),
    "file-wrong-type": _error(
        N_("This is {found}, not an Excel workbook. Send the filled-in form itself, saved as .xlsx.")
    ),
    "file-old-format": _error(N_("This is {found}. Open it, save it as .xlsx and put that into the inbox.")),
    "file-extension": _note(N_("The name ends in {found}, but the content is an .xlsx workbook; it was read as one.")),
    "file-too-large": _error(
        N_(
            "The workbook goes beyond a limit ({found}; at most {expected}). A form as issued is far smaller; send the form itself."
        )
    ),
    "file-hostile": _error(
        N_(
            "The workbook is built in a way that no spreadsheet program does ({found}). It was not read further; ask for the form again."
        )
    ),
    "file-not-understood": _error(
        N_("The workbook could not be interpreted ({found}). Ask for the form again, and please report this.")
    ),
    "file-foreign": _error(
        N_("This workbook is not one of our forms: it bears no form number. Send the form that was issued.")
    ),
    # Identity
    "token-forged": _tampering(
        N_("The form number {found} was not signed by this workspace. Ask for the form that was issued.")
    ),
    "token-unknown": _error(
        N_("The form number {found} was not issued by this workspace. Perhaps it belongs to another one.")
    ),
    "token-conflict": _error(N_("The file bears several form numbers: {found}. Use a form for one person only.")),
    "token-altered": _tampering(
        N_(
            "{sheet}: the form number there was changed to {found}. The genuine one, {expected}, stands elsewhere in the file and counts."
        )
    ),
    "named-like-another": _warning(
        N_(
            "The file is named like the form of {found}, but it is the form of {expected}. Look whom it rates; if it is right, accept it: xlsappraise accept FILE --reason …"
        )
    ),
    "form-proposed": _error(
        N_(
            "The file bears no form number. By the person, the period and its texts it may be: {found}. If so, say it: xlsappraise accept FILE --as {expected} --reason …"
        )
    ),
    "form-assigned": _warning(N_("The file bears no form number; a person has said that it is the form {found}.")),
    "form-contradicts": _error(
        N_("By what is printed on it, the file is the form {found}, so it cannot be {expected}. Check whose it is.")
    ),
    "form-confirmed": _note(N_("A person has looked at this file and accepted it ({found}).")),
    "parcel-not-accepted": _usage(
        N_(
            "{file} is a parcel. Name one of the files inside as “status” shows it: xlsappraise accept “{file} › NAME” --reason …"
        )
    ),
    "version-waits": _error(
        N_(
            "Another version of this form ({file}) still waits for a decision, though the file is no longer in the inbox. To take it: xlsappraise accept {expected} --reason …; to keep what was accepted before, accept a file with those entries."
        )
    ),
    "revision-refused": _warning(
        N_(
            "This file came after the form had been accepted ({expected}) and cannot be read whole. The accepted version counts meanwhile; mend what is named, or leave it as it is."
        )
    ),
    "form-is-another": _usage(N_("{file} bears the number of another form ({found}), so it cannot be {expected}.")),
    "form-unclear": _usage(N_("“{found}” does not name one issued form. Give the form number: {expected}.")),
    "values-only-copy": _warning(
        N_(
            "{sheet}: all formulas are gone, so this is a copy of the values only. The entries were read; if they are right, accept the file: xlsappraise accept FILE --reason …"
        )
    ),
    "wrong-period": _error(
        N_("This is a form for {found}; {expected} is being collected. Put it into the inbox of its own period.")
    ),
    "form-withdrawn": _error(N_("The form {found} was withdrawn ({expected}) and does not count.")),
    "form-replaced": _error(N_("The form {found} was replaced by a newer one ({expected}). Fill that one in.")),
    "sheet-missing": _error(N_("The scorecard sheet is missing. Send the form as issued.")),
    "sheet-duplicated": _error(
        N_("There are two scorecard sheets: {found}. Keep one of them and send the form again.")
    ),
    "row-missing": _error(N_("The row “{expected}” has been deleted. Fill in a fresh copy of the form.")),
    "row-duplicated": _error(
        N_("The row “{expected}” stands in the sheet more than once ({found}). Fill in a fresh copy of the form.")
    ),
    # Locked content
    "locked-cell-changed": _tampering(
        N_("{sheet} {cell} ({label}) was changed from “{expected}” to “{found}”. The issued content is used.")
    ),
    "formula-changed": _tampering(
        N_("{sheet} {cell} ({label}): the formula was replaced by “{found}”. The score is recomputed.")
    ),
    "locked-cell-covered": _tampering(
        N_(
            "{sheet} {cell} ({label}) holds “{expected}” but is hidden by the merged area {found}. The issued content is used; please do not merge cells."
        )
    ),
    "formula-dropped": _warning(
        N_(
            "{sheet}: formulas that showed nothing are gone ({found}); some programs drop them when they save. Every score is recomputed anyway."
        )
    ),
    "cell-added": _warning(N_("{sheet} {cell} holds “{found}”, which the form did not have. It was not used.")),
    "rows-moved": _warning(
        N_("Rows were inserted, deleted or sorted; each entry was found by its key. Please leave the rows as they are.")
    ),
    "row-keys-missing": _warning(
        N_(
            "The hidden row keys are gone or changed ({found}); these rows were found by their texts. Please leave the hidden columns as they are."
        )
    ),
    "rows-hidden": _warning(
        N_(
            "{sheet}: rows {found} are hidden. What stands in them was read as well; show them and check that it is meant."
        )
    ),
    "filter-on": _warning(
        N_(
            "{sheet}: a filter was set on {found}. All rows were read, hidden ones as well; please return the form without a filter."
        )
    ),
    "column-missing": _error(N_("The column “{expected}” has been deleted. Fill in a fresh copy of the form.")),
    "columns-moved": _tampering(
        N_(
            "columns were inserted, deleted or moved ({found} stand elsewhere now). Each entry was read from the column under its heading; please leave the columns as they are."
        ),
        placed=True,
    ),
    "heading-renamed": _warning(
        N_(
            "the heading “{expected}” now reads “{found}”. The column was read as issued; please leave the headings as they are."
        ),
        placed=True,
    ),
    "inputs-merged": _warning(
        N_(
            "entry cells were merged ({label}). The value was read where it stands; check that it belongs there, and please do not merge cells."
        ),
        placed=True,
    ),
    "inputs-merged-lost": _error(
        N_(
            "the entry cell “{label}” was merged with another cell, so its value cannot be told. Undo the merge, or enter the value in a fresh copy of the form."
        ),
        placed=True,
    ),
    "number-format-changed": _tampering(
        N_(
            "{sheet} {cell} ({label}): the number format was changed to “{found}”, so the cell shows something else than it holds."
        )
    ),
    "protection-removed": _warning(
        N_("The protection of the sheet was removed. Locked content was compared with the form as issued.")
    ),
    "validation-removed": _warning(
        N_(
            "The limits of the entry cells are gone, so nothing was checked while typing; some programs drop them. Every entry was checked here."
        )
    ),
    "hidden-sheet-missing": _warning(
        N_("The hidden sheet with the form number is gone; the number on the scorecard was used.")
    ),
    "sheet-renamed": _warning(N_("The scorecard sheet was renamed from “{expected}” to “{found}”.")),
    "sheet-added": _warning(N_("The sheet “{found}” was added. It was not used; read it if it says something.")),
    "comment-found": _warning(
        N_("{sheet} {cell} has a comment: “{found}”. It was not used; read it, it may say something.")
    ),
    "picture-found": _warning(
        N_(
            "The workbook holds pictures or drawings ({found}). They were not opened; look at them if they say something."
        )
    ),
    "content-not-run": _warning(
        N_(
            "The workbook holds {found}, which the form did not have. Nothing of it was run or followed; the entries were read as usual."
        )
    ),
    "hidden-sheet-shown": _note(
        N_("The hidden sheet “{sheet}” can be made visible now; some programs do that when they save.")
    ),
    "calendar-1904": _error(
        N_(
            "The workbook counts dates from 1904, so every date is another day. Enter the marks in a fresh copy of the form."
        )
    ),
    "structure-lock-lost": _note(
        N_("The lock of the workbook's structure is gone; some programs drop it when they save.")
    ),
    "shown-total-differs": _note(
        N_("{sheet} {cell} shows {found}; recomputed from the entries it is {expected}. The recomputed total counts.")
    ),
    # Several raters
    "rater-missing": _warning(
        N_("{name}: the part “{part}” has not come back. The other parts' weights are scaled up; nothing counts as 0.")
    ),
    "peers-withheld": _warning(
        N_(
            "{name}: only {found} of the part “{part}” have answered; below {expected} their marks are withheld, and the other parts' weights are scaled up."
        )
    ),
    "signed-by-another": _warning(
        N_(
            "the form for “{expected}” is signed by {found}, who rates the same person in another part. Ask who filled it in."
        ),
        placed=True,
    ),
    "marks-copied": _warning(
        N_("The marks about {name} are the very same as in {expected}. Ask whether one was copied from the other.")
    ),
    # Entries
    "untouched": _error(N_("Nothing has been filled in. Fill in the form and send it again.")),
    "missing-input": _error(N_("“{label}” is blank. Fill it in.{hint}"), placed=True),
    "missing-reason": _error(
        N_("the adjustment of {found} has no reason. Write one, or clear the adjustment."), placed=True
    ),
    "missing-signoff": _error(N_("choose “{expected}” when the rating is finished."), placed=True),
    "not-a-number": _error(N_("“{label}” holds “{found}”. Enter a number only ({expected}).{hint}"), placed=True),
    "not-whole": _error(N_("“{label}” is {found}. Enter a whole number ({expected})."), placed=True),
    "off-step": _error(N_("“{label}” is {found}. Enter it in steps of {expected}."), placed=True),
    "out-of-range": _error(N_("“{label}” is {found}. Allowed: {expected}.{hint}"), placed=True),
    "not-in-list": _error(N_("“{label}” is “{found}”. Choose one of: {expected}."), placed=True),
    "not-a-date": _error(N_("“{label}” holds “{found}”. Enter a date such as {expected}."), placed=True),
    "date-for-number": _error(
        N_(
            "“{label}” holds the date {found}. Did you mean {expected}? Enter the number; if the cell still shows a date, use a fresh copy of the form."
        ),
        placed=True,
    ),
    "error-value": _error(N_("“{label}” shows the error {found}. Type the value ({expected})."), placed=True),
    "formula-in-input": _error(
        N_("“{label}” holds the formula {found}. Type the value itself; formulas in entry cells are never evaluated."),
        placed=True,
    ),
    "date-outside-period": _error(
        N_("“{label}” is {found}, which lies outside the period. Enter {expected}."), placed=True
    ),
    "not-in-roster": _error(
        N_("“{label}” is “{found}”, who is not in the roster. Choose one of the names in the list.{hint}"), placed=True
    ),
    "above-the-whole": _error(
        N_("“{label}” is {found}, more than the whole it is a part of ({expected}). Mend one of the two."), placed=True
    ),
    "table-too-short": _error(
        N_("the table “{label}” has {found} rows filled in; at least {expected} are needed."), placed=True
    ),
    "table-too-long": _error(
        N_(
            "“{found}” stands in a row that was added to the table “{label}”, which takes {expected} rows. Move it into a free row; when none is left, ask HR for a form whose table has more rows."
        ),
        placed=True,
    ),
    "row-not-counted": _warning(
        N_("{label} holds only “{found}” and none of the required columns, so the row does not count."), placed=True
    ),
    "nothing-measured": _note(N_("“{label}” is {found}, so there is nothing to measure: {expected}."), placed=True),
    "nothing-to-score": _error(
        N_(
            "every criterion is left out, so there is no total. Check the targets and bases; if there was really nothing to appraise, withdraw the form."
        ),
        placed=True,
    ),
    "normalised": _note(N_("“{label}” was entered as “{found}” and read as {expected}."), placed=True),
    "adjustments-capped": _note(N_("The adjustments add up to {found}; {expected} counts.")),
    "text-too-long": _warning(
        N_("“{label}” has {found} characters; {expected} fit the form. It is kept whole."), placed=True
    ),
    "control-characters": _warning(N_("“{label}” holds invisible control characters: {found}"), placed=True),
    "superseded": _note(
        N_("A complete version of this form has arrived since ({expected}); this file no longer matters.")
    ),
    # Marked copies
    "no-marked-copy": _note(
        N_(
            "There is no marked copy of this file: the form was issued by an older version of the program, which drew forms differently. Send the supervisor the list of problems, or use “generate --reissue {found}” for a new form with the good entries in it."
        )
    ),
    "corrections-not-written": _error(
        N_(
            "The marked copies cannot be written into {file} ({found}). Everything else was done. Close the program that has a file there open, or free space, and run again."
        )
    ),
    # Plans
    "plan-unreadable": _error(N_("{file} cannot be read as a plan: {found}")),
    "plan-fault": _error(N_("{file}: {path}: {detail}.")),
    "plan-unknown": _error(
        N_(
            "{file}, {sheet} {cell}: there is no plan “{found}”. Write the id or title of a plan, for example {expected}."
        )
    ),
    "plan-person-gone": _error(
        N_(
            "{name} ({found}) has a result of “{expected}” in {period} but is not in the roster, so nothing is computed for {name}. Put {name} back into the roster, with the status 离职 for somebody who has left, or name the roster that was kept from then with --roster."
        )
    ),
    "plan-scheme-differs": _error(
        N_(
            "{place}: the setting “{expected}” of {plan} names the scheme “{found}”, which {name} does not have. Check the setting first, then the schemes in the roster. {name} is held back from this plan."
        )
    ),
    "pay-person-not-recorded": _warning(
        N_(
            "{name}: {expected} of the plan {plan} counts the awards of {found}, for which nothing of {name} was recorded. If {name} was held back then, mend that, run “xlsappraise pay {found}” again, then this period."
        )
    ),
    "pay-run-not-paid": _warning(
        N_(
            "{name}: as it stands today the run of {expected} was complete with {found}, for which no such sum is recorded. If something was held back then and mended since, run “xlsappraise pay {found}” again."
        )
    ),
    "promote-not-assessed": _warning(
        N_(
            "{name} was not looked at for the plan {plan}: mend what is told of {name} first, then run the command again."
        )
    ),
    "plan-without-scheme": _error(
        N_(
            "{file}, {sheet} {cell}: the plan {found} rests on the scheme “{expected}”, which {name} does not have. Add the scheme in the column 考核方案, or take the plan out. {name} is held back from this plan."
        )
    ),
    "plan-setting-not-set": _error(
        N_(
            "the setting “{expected}” ({found}) of {plan} is not set, so the rule {rule} is not computed. Fill it in there, or write it into the plan file in the workspace's folder plans."
        ),
        placed=True,
    ),
    "plan-setting-nowhere": _error(
        N_(
            "The setting “{expected}” ({found}) of {plan} is not set, so the rule {rule} is not computed. Run “xlsappraise facts {period}” and fill it in on the sheet of settings, or write it into the plan file in the workspace's folder plans."
        )
    ),
    "plan-fact-blank": _error(
        N_(
            "“{expected}” of {name} is blank, and the plan {plan} needs it. What rests on it is withheld from {name}. Blank is neither 0 nor no: fill in 0 (or no) where there is none."
        ),
        placed=True,
    ),
    "plan-fact-nowhere": _error(
        N_(
            "“{expected}” of {name} is not in facts.xlsx of {found}, and the plan {plan} needs it. Run “xlsappraise facts {found}”, which adds what is missing and keeps what is filled in, and fill it in."
        )
    ),
    "plan-no-result": _error(
        N_(
            "{name} has no valid result of “{expected}” in {found}, so what the plan {plan} pays for it is withheld from {name}. Run “xlsappraise summarize {found}” when the form has come back; for somebody on approved leave fill in 批准休假 in facts.xlsx."
        )
    ),
    "plan-on-leave": _note(N_("{name} was on approved leave in {found} and is not paid by the plan {plan}.")),
    "plan-paid-on-leave": _warning(
        N_(
            "{name} was on approved leave for the whole of {found}, and yet {expected} of the plan {plan} pays, as figures or a result are there. Check which of them is right."
        )
    ),
    "plan-paid-after-leaving": _warning(
        N_(
            "{name} has left and has no result in {found}, and yet {expected} of the plan {plan} pays, as figures are there. Check whether they belong to {name} and to this period."
        )
    ),
    "plan-compared-incomplete": _warning(
        N_(
            "{plan}: {expected} compares people, and {found} are held back. Once that is mended, the amounts of the others can change too."
        )
    ),
    "plan-fine-too-often": _error(
        N_(
            "{name} has {found} incidents under {rule} of {plan}, which doubles each time and takes {expected}. Check the number of times in facts.xlsx. The fine is withheld."
        )
    ),
    "roster-hired-needed": _error(
        N_(
            "{file}, {sheet} {cell}: the day of joining (入职日期) of {name} is blank, and the plan {found} needs it. Fill it in."
        )
    ),
    "level-unknown": _error(
        N_(
            "{file}, {sheet} {cell}: the grade (职级) of {name} is “{found}”; the plan {plan} knows {expected}. Write one of them."
        )
    ),
    "plan-not-known": _usage(N_("There is no plan “{found}”. Known: {expected}.")),
    "plan-nobody": _usage(
        N_(
            "Nobody in the roster has a plan. Add a column 奖金方案 to the roster and write the id or title of a plan for each person, for example shop-awards; “xlsappraise plans list” lists the plans."
        )
    ),
    "plan-pays-nothing": _usage(
        N_(
            "No plan in use pays anything ({found}), so nothing was computed or recorded. For proposals run “xlsappraise promote”; for pay write a plan into the column 奖金方案 of the roster (“xlsappraise plans list”)."
        )
    ),
    "pay-changed": _warning(
        N_(
            "{name}: {period} comes to {found} yuan now; {expected} was recorded on {at}. The roster, plans and facts of today were used, and the new sum is recorded; a roster that was kept from then can be named with --roster. Check before anything is paid again."
        )
    ),
    "pay-not-recorded": _warning(
        N_(
            "{plan}: {expected} counts the awards of {found}, for which no pay was recorded. Run “xlsappraise pay {found}” first, then this period again."
        )
    ),
    "what-if-unclear": _usage(
        N_("“{found}” cannot be tried out: {expected}. Write plan.setting=value or plan.rule.parameter=value.")
    ),
    # Roll-ups
    "rollup-of-a-month": _usage(
        N_(
            "{found} is a month, and roll-ups are made of months. Give a quarter such as {expected} or a year; for a month run “xlsappraise summarize {found}”."
        )
    ),
    "rollup-nothing": _usage(
        N_(
            "There is nothing to roll up into {found}: nobody has a result in {expected}. Run “xlsappraise summarize” for these periods first, or import earlier results with “xlsappraise history import”."
        )
    ),
    "rollup-period-missing": _warning(
        N_(
            "{name}: “{scheme}” has no result in {found}; the result of {period} is the mean of what is there. If a form is still out, bring it in and summarize its period; import what was appraised elsewhere with “xlsappraise history import”; for approved leave fill in 批准休假 in facts.xlsx of the period."
        )
    ),
    "rollup-part-missing": _warning(
        N_("{name}: “{scheme}” has no {found} in {period}; the weights of the other parts are scaled up.")
    ),
    "rollup-no-result": _warning(
        N_(
            "{name} has no result of “{scheme}” for {period}: {found} missing, and the scheme does without none of it. Bring in what is missing; for approved leave fill in 批准休假 in facts.xlsx of the period."
        )
    ),
    "rollup-all-missing": _warning(
        N_(
            "{name} has no result of “{scheme}” for {period}: all of it is missing ({found}). Bring the forms in and summarize their periods; withdraw those that are no longer due; for approved leave fill in 批准休假 in facts.xlsx of the period."
        )
    ),
    "rollup-scheme-gone": _warning(
        N_(
            "There are imported results of the scheme {found}, which is not there any more, so they were not rolled up. Put its file back into the folder schemes."
        )
    ),
    # Retention
    "day-invalid": _usage(N_("“{found}” is no day. Write it as in {expected}.")),
    # Results of periods before the tool was used
    "history-unreadable": _error(
        N_("The file of earlier results cannot be read: {found}. Save it as .xlsx and run again.")
    ),
    "history-no-headings": _error(
        N_("{sheet}: none of the first 20 rows holds the headings {expected}. Write them in one row above the results.")
    ),
    "history-missing-column": _error(
        N_("there is no heading “{expected}”. Add a column of that name; 等级 may stay blank below it."), placed=True
    ),
    "history-column-twice": _error(N_("the column “{found}” stands twice. Keep one of the two."), placed=True),
    "history-blank": _error(
        N_("“{column}” is blank. Fill it in, or clear the whole row; blank is not 0."), placed=True
    ),
    "history-error-value": _error(N_("“{label}” shows the error {found}. Type the value."), placed=True),
    "history-unknown-employee": _error(
        N_(
            "employee {found} is not in the roster and never had a form. Correct the number, or add the person to the roster (a leaver with the status 离职).{hint}"
        ),
        placed=True,
    ),
    "history-other-name": _warning(
        N_("the name here is “{found}”, but employee {number} is {expected}. Check that the row has the right number."),
        placed=True,
    ),
    "history-unknown-scheme": _error(
        N_(
            "there is no scheme “{found}”. Write an id or a title that “xlsappraise schemes list” shows, for example {expected}."
        ),
        placed=True,
    ),
    "history-bad-period": _error(
        N_(
            "“{found}” is no period. Write it like one of {expected}; set the cell's format to Text (文本) first, so that it stays as you type it."
        ),
        placed=True,
    ),
    "history-period-read": _note(N_("the period “{found}” was read as {expected}."), placed=True),
    "history-period-too-short": _error(
        N_("{found} is shorter than a period of “{scheme}”. Write the whole period, for example {expected}."),
        placed=True,
    ),
    "history-number-format": _error(
        N_(
            "the format of the cell makes “{found}” of “{label}”. Set the format to General (常规) and enter the number ({expected})."
        ),
        placed=True,
    ),
    "history-unknown-grade": _error(
        N_(
            "“{scheme}” has no grade “{found}”. Write one of {expected}, or leave the cell blank to have the grade worked out."
        ),
        placed=True,
    ),
    "history-grade-worked-out": _note(N_("the grade is blank; the total {found} makes it {expected}."), placed=True),
    "history-grade-differs": _error(
        N_(
            "the grade is “{found}”, but a total of {total} is {expected} in “{scheme}”. Correct the total or the grade, or leave the grade blank."
        ),
        placed=True,
    ),
    "history-twice": _error(
        N_("{found} of “{scheme}” for this person stands in {expected} already. Keep one of the two rows."), placed=True
    ),
    "history-issued": _error(
        N_(
            "a form of “{scheme}” was issued to this person for {found}, and only what comes back for it counts. Take the row out; if the form is not to count, run “xlsappraise withdraw {number} {found} --reason …” first."
        ),
        placed=True,
    ),
    "history-differs": _error(
        N_(
            "{period} of “{scheme}” is {found} here, but {expected} was imported earlier from {earlier} ({at}). Take the row out, or run again with --replace to replace what was imported."
        ),
        placed=True,
    ),
    "history-empty": _warning(N_("{file} holds no results below its headings, so nothing was imported.")),
    # Facts for plans
    "facts-unreadable": _error(
        N_(
            "{file} cannot be read: {found}. Nothing was changed. Save it as .xlsx without a password, or move it away; “xlsappraise facts” then writes a new one."
        )
    ),
    "facts-title-taken": _error(
        N_(
            "The plan {plan} calls a figure “{found}”, as another column of facts.xlsx is called already. Give it another title in the plan file."
        )
    ),
    "facts-sheet-gone": _error(
        N_(
            "{file}: the sheet “{expected}” is not there; perhaps it is the one that is now called “{found}”. Give it its name back and run again; nothing was changed."
        )
    ),
    "facts-sheet-missing": _error(
        N_(
            "{file}: the sheet “{expected}” is missing. Run “xlsappraise facts {period}”: it adds what is missing and keeps what is filled in."
        )
    ),
    "facts-sheet-added": _note(
        N_(
            "{file}: the sheet “{expected}” was not there and was added, blank. If it was deleted by mistake, take its rows from a copy of the file."
        )
    ),
    "facts-sheet-unused": _warning(
        N_("{sheet}: no plan in use and nobody's result needs this sheet, so its entries were not used.")
    ),
    "facts-heading-missing": _error(
        N_("no heading “{expected}”. Write it above its column again, exactly so."), placed=True
    ),
    "facts-heading-twice": _error(N_("the heading “{found}” stands twice. Keep one of the two columns."), placed=True),
    "facts-column-missing": _error(
        N_(
            "no column “{expected}”, which a plan needs. If its heading was changed, write it again, exactly so; else run “xlsappraise facts {period}”, which adds what is missing and keeps what is filled in."
        ),
        placed=True,
    ),
    "facts-unknown-heading": _warning(
        N_("no plan in use asks for a column “{found}”, so it was not used.{hint}"), placed=True
    ),
    "facts-number-missing": _error(
        N_("entries without an employee number. Write the number, or clear the row."), placed=True
    ),
    "facts-unknown-employee": _error(
        N_(
            "employee {found} is not in the roster, so the row was not used. Check the number. For somebody who has left keep a row in the roster, with the status 离职, or name the roster that was kept from then with --roster.{hint}"
        ),
        placed=True,
    ),
    "facts-person-left": _warning(
        N_(
            "employee {found} is not in the roster any more, so the row was not used. Delete it when it is not needed.{hint}"
        ),
        placed=True,
    ),
    "facts-employee-twice": _error(
        N_("employee {found} already has a row at {expected}. Put all figures of a person into one row."), placed=True
    ),
    "facts-not-asked": _warning(
        N_(
            "no plan of {name} ({number}) uses “{expected}”, so “{found}” does not count. Check the plans in the roster; clear the cell when they are right."
        ),
        placed=True,
    ),
    "facts-number-format": _error(
        N_(
            "“{label}” is formatted as a date or a percentage and shows {found}. Format the cell as a number and type the value again."
        ),
        placed=True,
    ),
    "facts-blank": _error(N_("“{label}” is blank. Fill it in, or clear the row."), placed=True),
    "facts-unknown-incident": _error(
        N_("no plan in use knows incidents of the kind “{found}”. Did you mean {expected}?"), placed=True
    ),
    "facts-amount-missing": _error(N_("an incident of the kind “{found}” needs its amount in yuan."), placed=True),
    "facts-kind-takes-none": _warning(
        N_("incidents of the kind “{found}” have no “{label}”, so it was not used. Clear the cell."), placed=True
    ),
    "facts-settled-before": _error(
        N_("put right on {found}, before it happened. The date must be {expected}."), placed=True
    ),
    "facts-incident-not-counted": _warning(
        N_("no plan of {name} counts incidents of the kind “{found}”. Check the person and the kind."), placed=True
    ),
    "facts-incident-twice": _warning(
        N_(
            "the same incident of {name} ({found}) stands in a row above, and both count. Delete one of them if it happened once; else write the number of times or a note."
        ),
        placed=True,
    ),
    "facts-heading-renamed": _error(
        N_(
            "{file}, {sheet}: no column “{expected}”; perhaps it is the one that is now called “{found}”. Write “{expected}” above it again and run again, or “{stopped}” if it is something else; nothing was changed."
        )
    ),
    "facts-unknown-setting": _warning(
        N_(
            "“{found}” is no setting of a plan in use, so it was not used. Check the plans in the roster; delete the row when they are right."
        ),
        placed=True,
    ),
    "facts-setting-twice": _error(
        N_("“{found}” is already filled in at {expected}. Clear one of the two rows."), placed=True
    ),
    "facts-no-rate": _warning(N_("“{expected}” has no rate, so {found} was not used. Clear the cell."), placed=True),
    "facts-list-partly": _error(
        N_("“{found}” is filled in only partly. Fill in the rest ({expected}), or clear the whole list."), placed=True
    ),
    "facts-shares-sum": _error(
        N_("the shares of “{label}” add up to {found}, not to {expected}. Mend one of them."), placed=True
    ),
    "facts-tiers-not-rising": _error(
        N_("“{label}” starts at {found}; each tier must start higher than the one before ({expected})."), placed=True
    ),
    "facts-unknown-scheme": _error(N_("there is no scheme “{found}”. Did you mean {expected}?"), placed=True),
    "facts-set-aside": _warning(
        N_(
            "{file} held what a new version cannot hold ({found}). The former version is kept as {expected}; cells with formulas now show the formula as text."
        )
    ),
    # Versions
    "version-declined": _note(
        N_(
            "Another version of this form was chosen ({expected}); this one does not count. “xlsappraise accept” can still choose it."
        )
    ),
    "versions-differ": _error(
        N_(
            "Another complete version of this form exists ({expected}). They differ in: {found}. Choose one with “xlsappraise accept FILE --reason …”."
        )
    ),
    "differs-from-accepted": _error(
        N_(
            "A version of this form was already accepted ({expected}). This one differs in: {found}. It counts only after “xlsappraise accept FILE --reason …”; to keep the earlier one, accept a file with its entries."
        )
    ),
}
