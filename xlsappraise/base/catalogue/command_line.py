"""The command line and the workspace."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, usage
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    "file-not-found": usage(N_("There is no file {file}. Check the name and the folder.")),
    "folder-not-found": usage(N_("There is no folder {file}. Check the name, or create the folder first.")),
    "file-exists": usage(N_("{file} already exists and is not overwritten. Choose another name or folder.")),
    "not-a-workbook-name": usage(N_("{file}: the output is an Excel workbook; give it a name that ends in .xlsx.")),
    "file-not-writable": error(
        N_("{file} cannot be written ({found}). Close the program that has it open, or free space, and run again.")
    ),
    "workspace-missing": usage(
        N_(
            "There is no workspace in this folder or above it. Change to the workspace folder, or run “xlsappraise init” in the folder in which to work."
        )
    ),
    "workspace-exists": usage(N_("{file} is already a workspace. Nothing was changed.")),
    "workspace-inside": usage(
        N_(
            "This folder is inside the workspace {file}, so no other one was made in it. Go on in that workspace; for another one, change to a folder outside it first."
        )
    ),
    "workspace-below": usage(
        N_("This folder is not a workspace, but {found} in it is. Run “{command}” first, then the same command again.")
    ),
    "settings-invalid": error(N_("appraise.toml: {found}. Correct the file in a text editor.")),
    "key-missing": error(
        N_(
            "The signing keys: {keys} {found}. The forms signed with it cannot be recognised, whatever is in them. Restore the file from a backup of this workspace made after the last change of keys; a new key would not recognise the forms already issued."
        )
    ),
    "keys-used-up": error(N_("There are no key names left after {found}. Create a new workspace.")),
    "ledger-newer": error(
        N_(
            "The ledger was written by a newer version of xlsappraise (format {found}, this version reads {expected}). Install the newer version."
        )
    ),
    "ledger-unreadable": error(
        N_(
            "The ledger {file} is damaged ({found}). Nothing was read from it and nothing was changed. Restore this file from the last backup of the folder .xlsappraise and run the command again: returned files are read again from the inbox. Do not issue the forms again."
        )
    ),
    "ledger-not-writable": error(
        N_(
            "The ledger cannot be written ({found}). Free space on the disk, check that you may write in the folder .xlsappraise, and run the same command again. Earlier records are kept; no partial record was made."
        )
    ),
    "workspace-busy": error(
        N_(
            "Another xlsappraise command is running in this workspace. Wait until it has finished and run the command again."
        )
    ),
    "period-invalid": usage(
        N_(
            "“{found}” is not a period. Write a week as 2026-W45, a month as 2026-11, a quarter as 2026-Q4 or a year as 2026."
        )
    ),
    "period-not-issued": usage(
        N_("Nothing was issued for {found}. Run “xlsappraise generate {found}” first, or check the period.")
    ),
    "form-not-found": usage(
        N_("No form was issued to {found} in {expected}. Check the employee number or name, and the period.{hint}")
    ),
    "name-of-several": usage(
        N_("Several people are called {found}: {expected}. Give the employee number, for example {example}.")
    ),
    "form-of-other-scheme": usage(
        N_("Employee {found} has no form of this scheme in {period}. Issued: {expected}. Check “--scheme”.")
    ),
    "employee-unknown": usage(N_("Employee {found} is not in the roster. Check the number.")),
    "rater-not-found": usage(
        N_("The rater {expected} has no form about employee {found}. “xlsappraise status {period}” lists who has one.")
    ),
    "withdraw-nothing": usage(
        N_("No form of {expected} is left to withdraw. “xlsappraise status {period}” lists the forms.")
    ),
    "already-withdrawn": usage(N_("The form of employee {found} is already withdrawn ({expected}).")),
    "ledger-missing": error(
        N_(
            "The ledger {file}, the record of what was issued, is missing. Restore it from a backup; do not issue the forms again."
        )
    ),
    "nothing-to-accept": usage(
        N_("{file} is not among the files that wait for a decision. “xlsappraise status” lists them.")
    ),
    "already-accepted": usage(
        N_("{file} was already accepted on {expected} ({found}); there is nothing more to decide.")
    ),
    "unexpected": error(
        N_(
            "The program failed ({found}). No partial result was kept. Report this together with the command that you ran."
        )
    ),
    "interrupted": error(N_("Stopped. What was finished is kept; run the same command again to continue.")),
}
