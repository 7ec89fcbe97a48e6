"""The command line and the workspace."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, usage
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    "file-not-found": usage(N_("There is no file {file}. Check the name and the folder.")),
    "folder-not-found": usage(N_("There is no folder {file}. Check the name, or create the folder first.")),
    "file-exists": usage(N_("{file} is already there and is not overwritten. Choose another name or folder.")),
    "not-a-workbook-name": usage(
        N_("{file}: what is written is an Excel workbook; give it a name that ends in .xlsx.")
    ),
    "file-not-writable": error(
        N_("{file} cannot be written ({found}). Close the program that has it open, or free space, and run again.")
    ),
    "workspace-missing": usage(
        N_("No workspace here or above. Run “xlsappraise init” in the folder you want to work in, or change to it.")
    ),
    "workspace-exists": usage(N_("{file} already is a workspace. Nothing was changed.")),
    "settings-invalid": error(N_("appraise.toml: {found}. Mend the file in a text editor.")),
    "key-missing": error(
        N_(
            "The signing key {file} is missing, so no form can be recognised. Restore it from a backup; a new key would make all forms already issued unknown."
        )
    ),
    "keys-used-up": error(N_("There are no key names left after {found}. Begin a new workspace.")),
    "ledger-newer": error(
        N_(
            "The ledger was written by a newer version of xlsappraise (format {found}, this version knows {expected}). Install the newer version."
        )
    ),
    "ledger-unreadable": error(N_("The ledger cannot be read ({found}). Restore .xlsappraise from a backup.")),
    "ledger-not-writable": error(
        N_(
            "The ledger cannot be written ({found}). Free space on the disk, check that you may write in the folder .xlsappraise, and run the same command again; what was recorded before is kept, nothing half-done was recorded."
        )
    ),
    "workspace-busy": error(
        N_("Another xlsappraise is working in this workspace. Wait until it has finished and run again.")
    ),
    "period-invalid": usage(
        N_("“{found}” is not a period. Write a month as 2026-11, a quarter as 2026-Q4 or a year as 2026.")
    ),
    "period-not-issued": usage(
        N_("Nothing was issued for {found}. Run “xlsappraise generate {found}” first, or check the period.")
    ),
    "form-not-found": usage(
        N_("No form was issued to employee {found} in {expected}. Check the number and the period.")
    ),
    "employee-unknown": usage(N_("Employee {found} is not in the roster. Check the number.")),
    "rater-not-found": usage(
        N_("No form about employee {found} is with the rater {expected}. “xlsappraise status” lists who has one.")
    ),
    "already-withdrawn": usage(N_("The form of employee {found} is already withdrawn ({expected}).")),
    "ledger-missing": error(
        N_(
            "The ledger {file} is missing, so nothing is known of what was issued. Restore it from a backup; do not issue the forms again."
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
            "Something went wrong inside the program ({found}). Nothing half-done was kept; please report it with the command you ran."
        )
    ),
    "interrupted": error(N_("Stopped. What was finished is kept; run the same command again to go on.")),
}
