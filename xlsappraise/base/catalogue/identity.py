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
        N_("The form number {found} was not issued by this workspace. Perhaps it belongs to another one.")
    ),
    "token-conflict": error(N_("The file bears several form numbers: {found}. Use a form for one person only.")),
    "token-altered": tampering(
        N_(
            "{sheet}: the form number there was changed to {found}. The genuine one, {expected}, stands elsewhere in the file and counts."
        )
    ),
    "named-like-another": warning(
        N_(
            "The file is named like the form of {found}, but it is the form of {expected}. Look whom it rates; if it is right, accept it: xlsappraise accept FILE --reason …"
        )
    ),
    "form-proposed": error(
        N_(
            "The file bears no form number. By the person, the period and its texts it may be: {found}. If so, say it: xlsappraise accept FILE --as {expected} --reason …"
        )
    ),
    "form-assigned": warning(N_("The file bears no form number; a person has said that it is the form {found}.")),
    "form-contradicts": error(
        N_("By what is printed on it, the file is the form {found}, so it cannot be {expected}. Check whose it is.")
    ),
    "form-confirmed": note(N_("A person has looked at this file and accepted it ({found}).")),
    "parcel-not-accepted": usage(
        N_(
            "{file} is a parcel. Name one of the files inside as “status” shows it: xlsappraise accept “{file} › NAME” --reason …"
        )
    ),
    "version-waits": error(
        N_(
            "Another version of this form ({file}) still waits for a decision, though the file is no longer in the inbox. To take it: xlsappraise accept {expected} --reason …; to keep what was accepted before, accept a file with those entries."
        )
    ),
    "revision-refused": warning(
        N_(
            "This file came after the form had been accepted ({expected}) and cannot be read whole. The accepted version counts meanwhile; mend what is named, or leave it as it is."
        )
    ),
    "form-is-another": usage(N_("{file} bears the number of another form ({found}), so it cannot be {expected}.")),
    "form-unclear": usage(N_("“{found}” does not name one issued form. Give the form number: {expected}.")),
    "values-only-copy": warning(
        N_(
            "{sheet}: all formulas are gone, so this is a copy of the values only. The entries were read; if they are right, accept the file: xlsappraise accept FILE --reason …"
        )
    ),
    "wrong-period": error(
        N_("This is a form for {found}; {expected} is being collected. Put it into the inbox of its own period.")
    ),
    "form-withdrawn": error(N_("The form {found} was withdrawn ({expected}) and does not count.")),
    "form-replaced": error(N_("The form {found} was replaced by a newer one ({expected}). Fill that one in.")),
    "sheet-missing": error(N_("The scorecard sheet is missing. Send the form as issued.")),
    "sheet-duplicated": error(N_("There are two scorecard sheets: {found}. Keep one of them and send the form again.")),
    "row-missing": error(N_("The row “{expected}” has been deleted. Fill in a fresh copy of the form.")),
    "row-duplicated": error(
        N_("The row “{expected}” stands in the sheet more than once ({found}). Fill in a fresh copy of the form.")
    ),
    # Versions
    "version-declined": note(
        N_(
            "Another version of this form was chosen ({expected}); this one does not count. “xlsappraise accept” can still choose it."
        )
    ),
    "versions-differ": error(
        N_(
            "Another complete version of this form exists ({expected}). They differ in: {found}. Choose one with “xlsappraise accept FILE --reason …”."
        )
    ),
    "differs-from-accepted": error(
        N_(
            "A version of this form was already accepted ({expected}). This one differs in: {found}. It counts only after “xlsappraise accept FILE --reason …”; to keep the earlier one, accept a file with its entries."
        )
    ),
    # Marked copies
    "no-marked-copy": note(
        N_(
            "There is no marked copy of this file: the form was issued by an older version of the program, which drew forms differently. Send the supervisor the list of problems, or use “generate --reissue {found}” for a new form with the good entries in it."
        )
    ),
    "corrections-not-written": error(
        N_(
            "The marked copies cannot be written into {file} ({found}). Everything else was done. Close the program that has a file there open, or free space, and run again."
        )
    ),
}
