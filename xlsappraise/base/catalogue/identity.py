"""Which form a file is, and which of its versions counts."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, tampering, usage, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    # Identity
    "token-forged": tampering(
        N_("The form number {found} was not signed by this workspace. Ask for the form that was issued.")
    ),
    "token-unknown": error(
        N_(
            "The form number {found} was not issued by this workspace. It may belong to another workspace; collect it there."
        )
    ),
    "token-conflict": error(
        N_(
            "The file has several form numbers: {found}. A form is for one person only; ask for one file for each person."
        )
    ),
    "token-altered": tampering(
        N_(
            "{sheet}: the form number there was changed to {found}. The original number, {expected}, was found elsewhere in the file and counts."
        )
    ),
    "named-like-another": warning(
        N_(
            'The file is named like the form of {found}, but it is the form of {expected}. Check whom it rates. If it is right, run “xlsappraise accept "{file}" --reason …”.'
        )
    ),
    "form-proposed": error(
        N_(
            'The file has no form number. Its person, period and texts match: {found}. If this is right, run “xlsappraise accept "{file}" --as {expected} --reason …”.'
        )
    ),
    "form-not-whole": error(
        N_(
            "The file has no form number and is only a part of a form, such as a copy of the visible columns. Its texts match: {found}. Ask {expected} to fill in the form that was sent out and to return that very file."
        )
    ),
    "form-assigned": warning(N_("The file has no form number; a person assigned it to the form {found}."), quiet=True),
    "form-contradicts": error(
        N_("The texts in the file are those of the form {found}, so it cannot be {expected}. Check whose form it is.")
    ),
    "file-in-several-inboxes": usage(
        N_("“{found}” is in the inboxes of several periods: {expected}. Give one of these paths instead of the name.")
    ),
    "form-confirmed": note(N_("A person has reviewed this file and accepted it ({found}).")),
    "parcel-not-accepted": usage(
        N_(
            '{file} is an archive or a mail. Name one of the files in it ({expected}), for example: xlsappraise accept "{example}" --reason …'
        )
    ),
    "acknowledge-waits": usage(
        N_(
            "{file} waits for a decision which of its versions counts, so acknowledging it is not enough. To use it: {command}"
        )
    ),
    "acknowledge-unreadable": usage(
        N_(
            "{file} cannot be read, so it cannot be recognised when it is found again. Move it out of the inbox instead."
        )
    ),
    "already-acknowledged": usage(
        N_(
            'Nothing about {file} is open: it was acknowledged on {expected} ({found}). To open it again, run “xlsappraise acknowledge "{file}" --undo”.'
        )
    ),
    "nothing-to-acknowledge": usage(N_("Nothing about {file} is open, so there is nothing to acknowledge.")),
    "not-acknowledged": usage(N_("{file} was not acknowledged, so there is nothing to undo.")),
    "file-not-in-inbox": usage(
        N_("{file} is not in an inbox. Acknowledge the file where it came back to: {expected}.")
    ),
    "version-waits": error(
        N_(
            'Another version of this form ({file}) waits for a decision, but the file is no longer in the inbox. To use it, run “xlsappraise accept "{expected}" --reason …”. To keep the accepted version, accept a file with the same entries.'
        )
    ),
    "revision-refused": warning(
        N_(
            "This file arrived after the form was accepted ({expected}) and cannot be read completely. The accepted version still counts. Correct the problems of this file, or leave it as it is."
        )
    ),
    "form-is-another": usage(
        N_("{file} has the number of another form ({found}), so it cannot be {expected}. Accept it without --as.")
    ),
    "form-unclear": usage(N_("“{found}” does not identify one issued form. Give the form number: {expected}.")),
    "values-only-copy": warning(
        N_(
            '{sheet}: all formulas are gone, so this is a copy of the values only. The entries were read. If they are right, run “xlsappraise accept "{file}" --reason …”.'
        )
    ),
    "wrong-period": error(
        N_("This is a form for {found}; {expected} is being collected. Put it into the inbox of its own period.")
    ),
    "form-withdrawn": error(
        N_(
            "The form {found} was withdrawn ({expected}) and does not count. If it is to count after all, the roster must have the person with this scheme; then this issues a new form with its entries: {command}"
        )
    ),
    "form-replaced": error(
        N_("The form {found} was replaced by a newer one ({expected}). Fill that one in: {use}.{carry}")
    ),
    "sheet-missing": error(N_("The scorecard sheet is missing. Send the form as issued.")),
    "sheet-duplicated": error(N_("There are two scorecard sheets: {found}. Keep one of them and send the form again.")),
    "row-missing": error(N_("The row “{expected}” has been deleted. Fill in a fresh copy of the form.")),
    "row-duplicated": error(
        N_("The row “{expected}” occurs more than once in the sheet ({found}). Fill in a fresh copy of the form.")
    ),
    # Versions
    "version-declined": note(
        N_(
            'Another version of this form was chosen ({expected}), so this file does not count. To use this file instead, run “xlsappraise accept "{file}" --reason …”.'
        )
    ),
    "versions-differ": error(
        N_(
            'There is another complete version of this form ({expected}). The two differ in: {found}. Ask the supervisor which one is right. To use this file, run “xlsappraise accept "{file}" --reason …”.'
        )
    ),
    "differs-from-accepted": error(
        N_(
            'A version of this form was already accepted ({expected}). This file differs in: {found}. To use this file instead, run “xlsappraise accept "{file}" --reason …”. To keep the accepted version, accept a file with the same entries.'
        )
    ),
    # Marked copies
    "no-marked-copy": note(
        N_(
            "There is no marked copy of this file: the form was issued by an older version of the program, which used another layout. Send the supervisor the list of problems, or run “xlsappraise generate {period} --reissue {found}” for a new form with the valid entries in it."
        ),
        quiet=False,
    ),
    "corrections-not-moved": error(
        N_(
            "These marked copies are not needed any more, but could not be moved to {expected}: {names} ({found}). Close them where they are open and run again."
        )
    ),
    "corrections-not-written": error(
        N_(
            "The marked copies cannot be written into {file} ({found}). Everything else was done. Close the program that has a file there open, or free space, and run again."
        )
    ),
}
