"""Entries that are allowed and hard to believe: they change no score and refuse nothing; a scheme may leave one out."""

from __future__ import annotations

from typing import Literal

from xlsappraise.base.catalogue.message import Message, note
from xlsappraise.base.i18n import N_

Implausible = Literal[
    "same-mark",
    "same-answers",
    "self-marks-copied",
    "mark-far-below",
    "mark-far-from-self",
    "own-count-blank",
    "none-costs-points",
    "mark-is-count",
    "nought-lost",
    "all-not-applicable",
    "not-applicable-alone",
    "nothing-entered",
    "field-left-open",
    "remark-blank",
    "end-unexplained",
    "remark-blames",
    "remark-praises",
    "remark-counts-otherwise",
    "remark-figure-otherwise",
    "count-is-points",
    "answer-told-otherwise",
    "remark-repeated",
    "marks-of-other-scale",
    "opposite-ratio",
    "checked-otherwise",
    "done-above-due",
    "far-from-target",
    "target-zero",
    "figure-out-of-line",
    "cells-exchanged",
    "share-above-whole",
    "count-above-days",
    "count-costs-most",
    "dates-out-of-order",
    "date-far-from-period",
    "row-twice",
    "records-disagree",
    "record-says-otherwise",
    "record-cell-blank",
    "phone-incomplete",
    "record-without-answer",
    "record-answers-both",
    "records-few",
    "sign-off-blank",
    "signed-early",
    "names-another",
    "form-copied",
    "signed-twice",
    "signed-by-appraised",
    "signed-by-other-supervisor",
    "target-lowered",
    "far-from-own",
    "rater-all-alike",
]
"""The codes of this chapter, as ``not_checked`` of a scheme takes them"""


def question(message: str, *, placed: bool = False) -> Message:
    """Return a note that somebody is to ask about."""
    return note(message, placed=placed, quiet=False)


MESSAGES: dict[str, Message] = {
    "same-mark": question(
        N_("{marks} ({where}) are {found}. Ask whether each of them was considered on its own."), placed=True
    ),
    "same-answers": question(
        N_("all {count} answers are {found}. Ask whether each of them was asked for and entered on its own."), placed=True
    ),
    "self-marks-copied": question(
        N_("all {count} marks are those of “{found}”, unchanged. Ask whether they are the rater's own."), placed=True
    ),
    "mark-far-below": question(
        N_("“{label}” is {found}, while the other {count} marks are {expected} of their scales or more, and no remark says why. Ask for the reason, or whether a digit is missing."),
        placed=True,
    ),
    "mark-far-from-self": question(
        N_("“{label}” is {found}; “{other}” gave {expected}, and no remark says why. Ask for the reason, or whether it is a slip, such as a count for a mark or digits in another order."),
        placed=True,
    ),
    "own-count-blank": question(
        N_("“{label}” is blank, which means none; “{other}” entered {expected}. Ask whether it was overlooked."), placed=True
    ),
    "none-costs-points": question(
        N_("“{label}” says “{found}”, and any text in it takes off points. Ask whether it was to stay blank."), placed=True
    ),
    "mark-is-count": question(
        N_("“{label}” is {found}, a mark, and the remark counts {found}. Ask whether the count was entered for the mark."),
        placed=True,
    ),
    "nought-lost": question(
        N_("“{label}” is {found}, while all other marks of this record are high. Ask whether {expected} was meant."), placed=True
    ),
    "all-not-applicable": question(N_("all {count} answers are “{found}”. Ask whether nothing applies at all."), placed=True),
    "not-applicable-alone": question(
        N_("“{criterion}”: “{found}” is chosen for {label}, where most other lines apply, and no remark says why. Ask for the reason, or whether a no was meant."),
        placed=True,
    ),
    "nothing-entered": question(
        N_("signed, and nothing else is entered. Ask whether there was really nothing to write down."), placed=True
    ),
    "field-left-open": question(N_("“{label}” is still blank. Ask for it."), placed=True),
    "remark-blank": question(
        N_("{what} and no remark says why, which this form asks for: {criteria}. Ask for the facts."), placed=True
    ),
    "end-unexplained": question(
        N_("the best or the worst is chosen and no remark names a fact, which this form asks for: {criteria}. Ask for it."), placed=True
    ),
    "remark-blames": question(
        N_("“{criterion}”: the remark says “{found}”, and no points are lost. Ask which is right."), placed=True
    ),
    "remark-praises": question(
        N_("“{criterion}”: the remark says “{found}”, and points are taken off or the mark is one of the lowest. Ask which is right."), placed=True
    ),
    "remark-counts-otherwise": question(
        N_("“{criterion}”: the remark tells of {found}, and {expected} are counted. Ask which is right."), placed=True
    ),
    "remark-figure-otherwise": question(
        N_("“{label}” is {found}, and the remark tells of {expected}. Ask which is right."), placed=True
    ),
    "count-is-points": question(
        N_("“{label}” is {found}, and the remark takes off {found} points, where each time costs {points}. Ask whether the points were entered for the count."),
        placed=True,
    ),
    "answer-told-otherwise": question(
        N_("“{label}” is {found}, and the remark says “{expected}”. Ask which is right."), placed=True
    ),
    "remark-repeated": question(
        N_("“{criterion}”: the remark is, word by word, that of “{other}” ({place}). Ask whether it belongs to both."), placed=True
    ),
    "marks-of-other-scale": question(
        N_("all {count} marks lie between {low} and {high} of {expected}, and no remark names a fault. Ask whether another scale was meant."), placed=True
    ),
    "opposite-ratio": question(
        N_("“{label}” is {found}, and less of it is better. Ask whether the opposite was entered and {expected} is meant."), placed=True
    ),
    "checked-otherwise": question(
        N_("{label} says “{found}”, which does not agree with the entries of the section: {expected}. Ask which is right."),
        placed=True,
    ),
    "done-above-due": question(
        N_("“{label}” is {found}, more than there was to do: “{whole}” is {expected}. Ask which is right."), placed=True
    ),
    "far-from-target": question(
        N_("“{label}” is {found} where “{whole}” is {expected}. Ask whether one of them is a slip of the unit or the decimal point."),
        placed=True,
    ),
    "target-zero": question(
        N_("“{label}” is {found} where “{whole}” is 0. Ask what was to be reached."), placed=True
    ),
    "figure-out-of-line": question(
        N_("“{label}” is {found}; {expected}. Ask whether a digit, the decimal point or the unit is wrong."), placed=True
    ),
    "cells-exchanged": question(
        N_("“{label}” is {found}, and “{other}” ({place}) is {expected}. Ask whether the two were exchanged."), placed=True
    ),
    "share-above-whole": question(N_("“{label}” is {found}, more than the whole. Ask what was meant."), placed=True),
    "count-above-days": question(
        N_("“{label}” is {found}, more than the {expected} days that it covers. Ask whether it is a count."), placed=True
    ),
    "count-costs-most": question(
        N_("“{label}” is {found}: that alone makes {points} points to take off, of {expected}. Ask whether {slip}."), placed=True
    ),
    "dates-out-of-order": question(
        N_("“{label}” is {found}, before “{earlier}” ({expected}). Ask which of the dates is right."), placed=True
    ),
    "date-far-from-period": question(
        N_("“{label}” is {found}, outside the period {expected} of the form. Ask which day is meant."), placed=True
    ),
    "row-twice": question(
        N_("“{label}”: rows {rows} are the same in {where} ({found}). Ask whether one record was entered more than once, or copied from another."),
        placed=True,
    ),
    "records-disagree": question(
        N_("“{label}” is {found}; “{place}” ({other}) says {expected} of the same record ({key}). Ask which is right."), placed=True
    ),
    "record-says-otherwise": question(
        N_("“{label}” is {found}, and “{other}” says “{expected}”. Ask which is right."), placed=True
    ),
    "record-cell-blank": question(
        N_("“{label}” tells nothing although “{other}” is {found}. Ask for it."), placed=True
    ),
    "phone-incomplete": question(
        N_("“{label}” is {found}: no phone number has {count} digits. Ask for the whole number."), placed=True
    ),
    "record-without-answer": question(
        N_("row {row} counts for nothing in “{label}”: {found}. Ask which of them was meant otherwise."), placed=True
    ),
    "record-answers-both": question(
        N_("“{label}”, rows {rows}: {found} are all answered, of which a record has only one. Ask which is meant."), placed=True
    ),
    "records-few": question(
        N_("“{label}” has {found} records; this form asks for at least {expected}. Ask for the others."), placed=True
    ),
    "sign-off-blank": question(
        N_("the rating of “{label}” is confirmed, and its sign-off lacks: {found}. Ask who signs, and when."), placed=True
    ),
    "signed-early": question(
        N_("“{label}” is {found}, while half of {expected} was still to come. Ask whether the day is right."), placed=True
    ),
    "names-another": question(
        N_("{count} remarks name {found}, and none {expected}, whom the form is about. Ask whose form it is."), placed=True
    ),
    "form-copied": question(
        N_("all marks and {count} remarks are, word by word, those of {found} ({number}). Ask whether one form was copied from the other."),
        placed=True,
    ),
    "signed-twice": question(
        N_("“{label}” and “{other}” are both signed by {found}. Ask whether each of them marked."), placed=True
    ),
    "signed-by-appraised": question(
        N_("signed by {found}, who is appraised in it; the form was sent to {expected}. Ask who filled it in."), placed=True
    ),
    "signed-by-other-supervisor": question(
        N_("signed by {found}; the form was sent to {expected}. Ask who filled it in."), placed=True
    ),
    "target-lowered": question(
        N_("“{label}” is {found}; it was {expected} in {period}. Ask who agreed to the easier target."), placed=True
    ),
    "far-from-own": question(
        N_("{name}: {found} this period; the last {count} results were {expected}. Ask what changed.")
    ),
    "rater-all-alike": question(
        N_("{name} gave all {count} people in “{scheme}” the same marks, item by item. Ask whether each was appraised on their own.")
    ),
}  # fmt: skip
