"""Files in the inbox."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, usage, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    "file-ignored": note(N_("{file} is a temporary file of the system or of a program; there is nothing to do.")),
    "file-duplicate": note(N_("The same content as {expected}; counted once.")),
    "file-empty": error(N_("The file is empty (0 bytes). Ask for it again.")),
    "file-truncated": error(
        N_(
            "The file is cut off or damaged ({found}). It may have been copied before it was complete; ask for it again."
        )
    ),
    "file-changing": error(
        N_(
            "The file is still being copied or saved: it changed while it was read. Wait a moment and run the command again."
        )
    ),
    "file-too-costly": error(
        N_(
            "Reading the file takes more time or memory than any form needs, so it was stopped. Ask for the form again, filled in and saved as .xlsx."
        )
    ),
    "file-was-encrypted": note(N_("The file was protected with a password; it was opened and read.")),
    "old-format-read": warning(
        N_(
            "This is {found}: entries were read, but formulas cannot be checked; every score is recomputed anyway. Ask for .xlsx next time."
        ),
        quiet=True,
    ),
    "archive-opened": note(N_("{file} is an archive or a mail; the {found} files in it are listed separately.")),
    "file-not-regular": error(
        N_("Not an ordinary file (a link, a folder or a device). Put a copy of the workbook itself into the inbox.")
    ),
    "file-unreadable": error(
        N_("The file cannot be opened ({found}). Close other programs that use it and check its permissions.")
    ),
    "file-encrypted": error(
        N_(
            "The workbook is protected with a password. Ask for the form without a password, or write the password into a text file and run the command again with --password-file and the name of that file."
        )
    ),
    "protection-unknown": error(
        N_(
            "The workbook is protected in a way that cannot be opened here, even with the right password ({found}). Open it in Excel or WPS, remove the protection, save it and send it again."
        )
    ),
    "password-wrong": error(
        N_(
            "The workbook is protected with a password, and none of the given passwords opens it. Ask for the password and add it to the password file, or ask for the form without one."
        )
    ),
    "password-file-unreadable": usage(
        N_(
            "The password file {file} cannot be used ({found}). Write one password on each line and save it as text (UTF-8)."
        )
    ),
    "password-file-too-long": usage(
        N_("The password file {file} is too long; at most {expected} passwords are tried. Leave out the others.")
    ),
    "archive-nested": error(
        N_(
            "This is an archive or a mail inside another one; only the outer one is opened. Take the forms out of it and put them into the inbox themselves."
        )
    ),
    "archive-encrypted": error(
        N_(
            "This file is locked with a password inside the archive. Unpack the archive and put the form itself into the inbox."
        )
    ),
    "archive-too-costly": error(
        N_(
            "The files of this archive or mail take more than {expected} seconds to read together, so this one was not read. Take it out of the archive and put it into the inbox itself."
        )
    ),
    "archive-empty": error(
        N_("There is no file in this archive, or no attachment to this mail. Ask for the form again.")
    ),
    "archive-too-large": error(
        N_(
            "The archive or mail goes beyond a limit ({found}; at most {expected}). Unpack it, or split it into smaller ones, and put these into the inbox."
        )
    ),
    "file-wrong-type": error(
        N_("This is {found}, not an Excel workbook. Send the filled-in form itself, saved as .xlsx.")
    ),
    "file-old-format": error(N_("This is {found}. Open it, save it as .xlsx and put that into the inbox.")),
    "file-extension": note(N_("The name ends in {found}, but the content is an .xlsx workbook; it was read as one.")),
    "file-too-large": error(
        N_(
            "The workbook goes beyond a limit ({found}; at most {expected}). A form as issued is far smaller; send the form itself."
        )
    ),
    "file-hostile": error(
        N_(
            "The workbook has a structure that no spreadsheet program writes ({found}). It was not read further; ask for the form again."
        )
    ),
    "file-not-understood": error(
        N_("The workbook could not be interpreted ({found}). Ask for the form again, and please report this.")
    ),
    "file-foreign": error(
        N_("This workbook is not one of our forms: it has no form number. Send the form that was issued.")
    ),
}
