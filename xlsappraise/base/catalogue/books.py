"""Messages about the workbooks of HR, what a period used, and published books."""

from xlsappraise.base.catalogue.message import Message, error, note, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    # How the other workbooks of HR are read
    "sheets-besides": note(
        N_("The sheet “{expected}” is read. These have such headings too and are not read: {found}.")
    ),
    "hidden-rows-read": note(N_("Hidden or filtered rows count like all others ({count}): {found}.")),
    "merged-cells-read": note(N_("Merged cells give their value to each of their rows ({count}): {found}.")),
    "merged-figure-once": warning(
        N_(
            "Figures in merged cells count for the first row only ({count}): {found}. If they are meant for each row, split the cells and fill them in."
        )
    ),
    "roster-kept-differs": warning(
        N_(
            "{period} is computed with the list of people that its first pay run used. Today’s list differs: {found}. To compute with today’s list, run “{again}”."
        )
    ),
    "kept-unreadable": error(
        N_(
            "{file}: the list of people that the pay run of {found} used is damaged or gone. Put the file back from a backup, or name a list that counts with --roster {roster}."
        )
    ),
    "kept-mended": note(
        N_(
            "The kept file {expected} was damaged or gone. It was written again from {file} in the inbox, which holds the same content; nothing is lost. If this happens again, have the disk checked."
        )
    ),
    "kept-damaged": warning(
        N_(
            "The kept copy of the returned file {file} is damaged or gone ({expected}), and the inbox does not hold that content either. What was read from it still counts. Put the returned file back into the inbox, or restore the copy from a backup of the folder .xlsappraise."
        )
    ),
    "facts-missing": error(
        N_(
            "{file} is missing, which the last run for {period} used. Nothing was computed. Put the workbook back and run “{command}”; if it is meant, run “{command} --yes”."
        )
    ),
    "book-less": error(
        N_(
            "{period}: {names} would lose what {file} of {at} shows ({found}): {why}. {file} and what is recorded stay as they are. Add what is missing and run “{command}”; if it is meant, run “{command} --yes”."
        )
    ),
    "book-corrected": warning(
        N_(
            "{file} is now edition {found}: figures of {names} changed. The sheet “{sheet}” lists old and new figures and why; the last edition is {earlier}."
        )
    ),
    "book-stale": warning(
        N_("{file} was computed before results of {found} changed ({names}). Run “{command}” to renew it.")
    ),
}
