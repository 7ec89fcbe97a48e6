"""Locked content that was changed."""

from __future__ import annotations

from xlsappraise.base.catalogue.message import Message, error, note, tampering, warning
from xlsappraise.base.i18n import N_

MESSAGES: dict[str, Message] = {
    "locked-cell-changed": tampering(
        N_("{sheet} {cell} ({label}) was changed from “{expected}” to “{found}”. The issued content is used.")
    ),
    "formula-changed": tampering(
        N_("{sheet} {cell} ({label}): the formula was replaced by “{found}”. The score is recomputed.")
    ),
    "locked-cell-covered": tampering(
        N_(
            "{sheet} {cell} ({label}) holds “{expected}” but is hidden by the merged area {found}. The issued content is used; please do not merge cells."
        )
    ),
    "formula-dropped": warning(
        N_(
            "{sheet}: formulas that showed nothing are gone ({found}); some programs drop them when they save. Every score is recomputed anyway."
        ),
        quiet=True,
    ),
    "cell-added": warning(N_("{sheet} {cell} contains “{found}”, which the form did not have. It was not used.")),
    "rows-moved": warning(
        N_(
            "Rows were inserted, deleted or sorted; each entry was found by its key. Please leave the rows as they are."
        ),
        quiet=True,
    ),
    "row-keys-missing": warning(
        N_(
            "The hidden row keys are gone or changed ({found}); these rows were found by their texts. Please leave the hidden columns as they are."
        ),
        quiet=True,
    ),
    "rows-hidden": warning(
        N_(
            "{sheet}: rows {found} are hidden. Their entries were read as well; show the rows and check that the entries are intended."
        )
    ),
    "columns-hidden": warning(
        N_(
            "{sheet}: columns {found} are hidden or too narrow to read. Their entries were read as well; show them and check that the entries are intended."
        )
    ),
    "scorecard-hidden": warning(
        N_(
            "{sheet}: the sheet with the scores is hidden, so that opening the file shows another one. It was read as usual; show it and check the entries."
        )
    ),
    "view-changed": warning(
        N_(
            "{sheet}: the view was changed: {found}. All cells were read; look at the whole sheet before you rely on it."
        )
    ),
    "conditional-format-found": warning(
        N_(
            "{sheet} {cell}: a conditional format makes cells show something else than they hold ({found}). What the cells hold counts."
        )
    ),
    "link-found": warning(N_("{sheet} {cell} has a link to {found}. It was not followed.")),
    "prompt-changed": warning(
        N_(
            "{sheet} {cell} says “{found}” when it is filled in; as issued it says “{expected}”. What was issued counts; ask the supervisor what the entries rest on."
        )
    ),
    "guide-found": warning(
        N_(
            "{sheet} {cell} holds “{expected}”, with the phonetic guide “{found}” above it. What the cell holds counts; look at it without guides."
        )
    ),
    "printed-changed": warning(
        N_(
            "{sheet}: {what} on printed pages says “{found}”; as issued it says “{expected}”. Print the form as issued instead, or the summary."
        )
    ),
    "instructions-changed": warning(
        N_(
            "{sheet} {cell}: the instructions say “{found}”; as issued they say “{expected}”. What was issued counts; ask the supervisor what the entries rest on."
        )
    ),
    "instructions-hidden": warning(
        N_(
            "{sheet}: of the instructions {found} cannot be seen. They count as issued; ask the supervisor what the entries rest on."
        )
    ),
    "filter-on": warning(
        N_(
            "{sheet}: a filter was set on {found}. All rows were read, hidden ones as well; please return the form without a filter."
        ),
        quiet=True,
    ),
    "column-missing": error(N_("The column “{expected}” has been deleted. Fill in a fresh copy of the form.")),
    "columns-moved": tampering(
        N_(
            "columns were inserted, deleted or moved ({found} moved). Each entry was read from the column under its heading; please leave the columns as they are."
        ),
        placed=True,
    ),
    "heading-renamed": warning(
        N_(
            "the heading “{expected}” now reads “{found}”. The column was read as issued; please leave the headings as they are."
        ),
        placed=True,
        quiet=True,
    ),
    "inputs-merged": warning(
        N_(
            "entry cells were merged ({label}). The value was read from the cell that has it; check that it belongs there, and please do not merge cells."
        ),
        placed=True,
    ),
    "inputs-merged-lost": error(
        N_(
            "the entry cell “{label}” was merged with another cell, so its value is unclear. Undo the merge, or enter the value in a fresh copy of the form."
        ),
        placed=True,
    ),
    "number-format-changed": tampering(
        N_(
            "{sheet} {cell} ({label}): the number format was changed to “{found}”, so the cell does not show its actual value."
        )
    ),
    "entry-shown-differs": warning(
        N_(
            "{sheet} {cell} ({label}) holds {expected}, but shows {found}: its number format was changed to “{format}”. {expected} counts; ask the supervisor which of the two was meant."
        )
    ),
    "cell-shown-differs": warning(
        N_(
            "{sheet} {cell} holds “{expected}”, but its font, colour or alignment shows {found}. What the cell holds counts; ask the supervisor which of the two was meant."
        )
    ),
    "entry-under-merge": warning(
        N_(
            "{sheet} {cell} ({label}) holds “{found}” under a merged area, where nobody sees it. It does not count; if it was meant, type it into the visible cell."
        )
    ),
    "protection-removed": warning(
        N_("The protection of the sheet was removed. Locked content was compared with the form as issued."), quiet=True
    ),
    "validation-removed": warning(
        N_(
            "The limits of the entry cells are gone, so nothing was checked while typing; some programs drop them. Every entry was checked here."
        ),
        quiet=True,
    ),
    "hidden-sheet-missing": warning(
        N_("The hidden sheet with the form number is gone; the number on the scorecard was used."), quiet=True
    ),
    "sheet-renamed": warning(
        N_(
            "The scorecard sheet was renamed from “{expected}” to “{found}”; it was read as usual. Please leave its name as it is."
        ),
        quiet=True,
    ),
    "sheet-added": warning(N_("A sheet “{found}” was added. It was not used; check whether it contains a remark.")),
    "comment-found": warning(
        N_("{sheet} {cell} has a comment: “{found}”. It was not used; check whether it contains a remark.")
    ),
    "picture-found": warning(
        N_(
            "The workbook contains pictures or drawings ({found}). They were not opened; check whether they contain a remark."
        )
    ),
    "content-not-run": warning(
        N_(
            "The workbook holds {found}, which the form did not have. Nothing of it was run or followed; the entries were read as usual."
        )
    ),
    "hidden-sheet-shown": note(
        N_("The hidden sheet “{sheet}” can be made visible now; some programs do that when they save.")
    ),
    "calendar-1904": error(
        N_(
            "The workbook counts dates from 1904, so every date is shifted. Enter the marks in a fresh copy of the form."
        )
    ),
    "structure-lock-lost": note(
        N_("The lock of the workbook's structure is gone; some programs drop it when they save.")
    ),
    "shown-total-differs": note(
        N_("{sheet} {cell} shows {found}; recomputed from the entries it is {expected}. The recomputed total counts.")
    ),
    "shown-grade-differs": note(
        N_(
            "{sheet} {cell} shows “{found}”; recomputed from the entries it is “{expected}”. The recomputed grade counts."
        )
    ),
    "shown-score-differs": note(
        N_(
            "{sheet} {cell} ({label}) shows {found}; recomputed from the entries it is {expected}. The recomputed score counts."
        )
    ),
    "shown-progress-differs": note(
        N_("{sheet} {cell} shows “{found}”; as the form is complete, it should show “{expected}”.")
    ),
}
