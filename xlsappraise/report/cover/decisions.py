"""What needs a decision: one line a cause, with the people it is about and the command to run or the person to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.pasting import command_line
from xlsappraise.drawing.measure import clean, clip
from xlsappraise.report.fairness import named
from xlsappraise.report.sheets.missing import missing_records
from xlsappraise.report.vocabulary import state_words

if TYPE_CHECKING:
    import pandas as pd

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.problems import Rendered
    from xlsappraise.report.data import SummaryData

_NAMED = 6
_FILES = 2
_LONGEST = 90
_RESULTS = ("rater-missing", "rater-awaited", "peers-withheld", "signed-by-another", "marks-copied", "feed-changed")
_ROLLED = ("rollup-period-missing", "rollup-part-missing", "rollup-no-result", "rollup-all-missing")
_CHANGED_FIGURES = ("prefilled-changed",)


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: what it is in a word, its style, the people or files, and what to do."""

    kind: str
    style: str
    who: str
    what: str


def decisions(data: SummaryData, say: Words) -> list[Decision]:
    """Return what is open, the most severe first."""
    return [
        *_tampering(data, say),
        *_set_aside(data, say),
        *_invalid(data, say),
        *_foreign(data, say),
        *_incomplete(data, say),
        *_missing(data, say),
        *_warned(data, say, _CHANGED_FIGURES),
        *_rolled(data, say),
        *_warned(data, say, _RESULTS),
    ]


def _tampering(data: SummaryData, say: Words) -> Iterator[Decision]:
    found = [problem for problem in data.open_problems if problem.severity == "tampering"]
    if found:
        what = say("Locked content was changed; the issued content counts. Ask {raters}; details: sheet Problems.")
        whose = {one.employee_id for one in found if one.employee_id}
        raters = _raters(data, whose, say) or say("the sender")
        yield Decision(say("tampering"), "bad", _people(data, found, say), what.format(raters=raters))


def _set_aside(data: SummaryData, say: Words) -> Iterator[Decision]:
    """Yield a line for the forms of which several versions wait, with the command for the first."""
    declined = {found.file for found in data.problems if found.code == "version-declined"}
    waiting = _open(data, "set_aside")
    waiting = waiting[~waiting["file"].isin(declined)]
    elsewhere = {found.file for found in data.problems if found.code == "wrong-period"}
    astray = waiting["file"].isin(elsewhere)
    if (~astray).any():
        file = clean(waiting.loc[~astray, "file"].iloc[0])
        forms = (one.expected for one in data.problems if one.code == "form-proposed" and one.file == file)
        proposed = next(filter(None, forms), None)
        words = (file,) if proposed is None else (file, "--as", proposed)
        command = f"{command_line('xlsappraise', 'accept', *words)} --reason …"
        what = say("Several versions, or whose form it is, wait for you. Choose: {command}").format(command=command)
        yield Decision(say("set aside"), "warn", _whose(data, waiting[~astray], say), what)
    if astray.any():
        what = say("A form of another period, which changes nothing here. Put the file into the inbox of its period.")
        yield Decision(say("set aside"), "warn", _whose(data, waiting[astray], say), what)


def _open(data: SummaryData, state: str) -> pd.DataFrame:
    """Return the files in a state, but for those of which every finding is settled."""
    done = {found.file for found in data.problems} - {found.file for found in data.open_problems}
    files = data.files[data.files["state"] == state]
    return files[~files["file"].isin(done)]


def _whose(data: SummaryData, files: pd.DataFrame, say: Words) -> str:
    """Name the people of some files, and the files of which nobody is known."""
    pairs = zip(map(clean, files["employee_id"]), map(clean, files["file"]), strict=True)
    known = data.names
    shown = (f"{number} {known.get(number, '')}".strip() if number else clip(file, 60) for number, file in pairs)
    return named(dict.fromkeys(shown), say, _NAMED)


def _invalid(data: SummaryData, say: Words) -> Iterator[Decision]:
    waiting = set(map(clean, data.files.loc[data.files["state"] == "set_aside", "employee_id"]))
    whose = [employee for employee in _in_state(data, "invalid") if employee not in waiting]
    if whose:
        what = say("Entries that cannot be used. Send the marked copies in corrections back to {raters}.")
        yield Decision(
            state_words(say)["invalid"], "bad", _names(data, whose, say), what.format(raters=_raters(data, whose, say))
        )


def _incomplete(data: SummaryData, say: Words) -> Iterator[Decision]:
    open_forms = _in_state(data, "incomplete")
    untouched = {one.employee_id for one in data.problems if one.code == "untouched"}
    blank = [number for number in open_forms if number in untouched]
    whose = [number for number in open_forms if number not in untouched]
    if blank:
        what = say("The form came back blank. Ask {raters} to fill it in and return it.")
        told = what.format(raters=_raters(data, blank, say))
        yield Decision(state_words(say)["incomplete"], "warn", _names(data, blank, say), told)
    if whose:
        what = say("Entries or the sign-off are blank. Send the marked copies in corrections back to {raters}.")
        yield Decision(
            state_words(say)["incomplete"], "warn", _names(data, whose, say),
            what.format(raters=_raters(data, whose, say)),
        )  # fmt: skip


def _foreign(data: SummaryData, say: Words) -> Iterator[Decision]:
    """Yield a line for refused files that are no issued form: foreign, damaged, protected."""
    issued = set(map(str, data.results["employee_id"]))
    refused = _open(data, "refused")
    files = [clean(file) for file, whose in zip(refused["file"], refused["employee_id"], strict=True)
             if clean(whose) not in issued]  # fmt: skip
    if files:
        what = say("Not a form of this period, or unreadable. Ask the sender for the form itself; see sheet Problems.")
        yield Decision(say("refused"), "bad", named([clip(file, 60) for file in files], say, _FILES), what)


def _missing(data: SummaryData, say: Words) -> Iterator[Decision]:
    records = missing_records(data)
    if records:
        whose = dict.fromkeys(record["employee_id"] for record in records)
        counts: dict[str, int] = {}
        for record in records:
            counts[record["rater"]] = counts.get(record["rater"], 0) + 1
        text = say("{rater} {count}")
        owed = [
            text.format(rater=rater, count=count)
            for rater, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        what = say("Remind {raters}; letters ready to paste: sheet Missing.")
        if data.due is not None:
            what = say("Due on {due}. Remind {raters}; letters ready to paste: sheet Missing.")
        what = what.format(raters=named(owed, say, _NAMED), due=data.due)
        yield Decision(state_words(say)["missing"], "warn", _names(data, whose, say), what)


def _rolled(data: SummaryData, say: Words) -> Iterator[Decision]:
    """Yield a line per missing shorter period or part, not one per person."""
    groups: dict[tuple[str, str], list[Rendered]] = {}
    for problem in data.open_problems:
        if problem.code in _ROLLED:
            groups.setdefault((problem.code, clean(problem.found)), []).append(problem)
    without = say("no result")
    for (code, missing), found in sorted(groups.items(), key=lambda item: -len(item[1])):
        what = say("Collect the forms and summarize again, or import the results; the mean is of the others meanwhile.")
        if code in ("rollup-no-result", "rollup-all-missing"):
            what = say("There is no result until it is supplied. Collect the forms and summarize their period.")
        kind = without if code in ("rollup-no-result", "rollup-all-missing") else say("missing result")
        yield Decision(kind, "warn", f"{clip(missing, 40)}: {_people(data, found, say)}", what)


def _warned(data: SummaryData, say: Words, codes: Collection[str]) -> Iterator[Decision]:
    """Yield a line per code: results that lack a part, figures of HR's that were changed."""
    groups: dict[str, list[Rendered]] = {}
    for problem in data.open_problems:
        if problem.code in codes and problem.employee_id:
            groups.setdefault(problem.code, []).append(problem)
    for found in groups.values():
        text = clip(clean(found[0].message).replace("\n", " "), _LONGEST)
        if len(found) > 1:
            text = say("{first} (and {count} more)").format(first=text, count=len(found) - 1)
        yield Decision(say("warning"), "warn", _people(data, found, say), text)


def _in_state(data: SummaryData, state: str) -> list[str]:
    return list(dict.fromkeys(map(str, data.results.loc[data.results["state"] == state, "employee_id"])))


def _people(data: SummaryData, found: Iterable[Rendered], say: Words) -> str:
    """Name the people of some findings; the files of those that belong to nobody."""
    known = data.names
    shown = [f"{one.employee_id} {known.get(one.employee_id, '')}".strip() if one.employee_id
             else clip(clean(one.file), 60) for one in found]  # fmt: skip
    return named(dict.fromkeys(shown), say, _NAMED)


def _names(data: SummaryData, whose: Iterable[str], say: Words) -> str:
    known = data.names
    return named([f"{number} {known.get(number, '')}".strip() for number in whose], say, _NAMED)


def _raters(data: SummaryData, whose: Iterable[str], say: Words) -> str:
    rows = data.results[data.results["employee_id"].isin(list(whose))]
    return named(dict.fromkeys(map(clean, rows["rater"])), say, 4)
