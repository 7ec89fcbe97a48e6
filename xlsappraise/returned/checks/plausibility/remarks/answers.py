"""Notice answers of a checklist that the remark beside them tells otherwise, in the words of the line itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.returned_form import Answers, Returned
from xlsappraise.typed.entries import Entry

NOT = re.compile("(?<![有不无没未])(?:没有|没能|没|未能|未曾|未(?!来)|不(?![止仅但光]))(?:再|被|有|能|曾)?")
"""A denial; one before it turns it"""
WHOLLY = re.compile("全部|全都|全数|均|都|按时|及时|按期|如期|准时|100%")
"""What affirms: a clause with it says that something was done"""
BUT = re.compile("[没无未不缺欠迟漏误错晚拖差逾超少只仅除外前]|上[月周季]|部分|基本|才")
"""What else in the clause may take it back"""
CLAUSE = re.compile("[,。;:!?]")
DONE = "按及准如照主严认提随当每逐全定预做完"
"""With what words begin that tell how something is done, and not what there is"""
LEAST = 3
"""So many characters of a line's own words tell which line a remark is about"""
CONDITION = re.compile("^[^、,按及准]{0,2}[时后的前]|^(?:及时|提前)")
"""What stands behind words of a line that say when it applies, and not what is to be done"""


def answers_told_otherwise(returned: Returned) -> Iterator[Problem]:
    """Yield a note per yes to what the remark says was not done, and per no to what it says was done."""
    for name, found in groupby(returned.answers, key=lambda one: one.criterion.id):
        remark = returned.entries.get(f"{name}.remark")
        if remark is None or not isinstance(remark.value, str):
            continue
        said = fold(remark.value)
        lines = [line for one in found for line in yes_or_no(one)]
        faults = sum(BUT.search(clause) is not None for clause in CLAUSE.split(said))
        spare = faults < sum(no for _entry, no in lines)
        for entry, no in lines:
            if no and not spare:
                continue  # each no has a fault that may be its own
            others = [fold(other.slot.label) for other, _no in lines if other is not entry]
            word = _affirmed(entry, others, said) if no else _denied(entry, lines, said)
            if word is not None:
                yield problem(
                    "answer-told-otherwise", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label,
                    found=entry.value, expected=word,
                )  # fmt: skip


def yes_or_no(one: Answers) -> Iterator[tuple[Entry, bool]]:
    """Yield the answers yes and no of a rule, each with whether it is a no."""
    left_out = one.rule.no_answer()
    for name, no in one.rule.refusals().items():
        entry = one.entries.get(name)
        if entry is not None and isinstance(entry.value, str) and entry.value != left_out.get(name):
            yield entry, entry.value == no


def _denied(entry: Entry, lines: list[tuple[Entry, bool]], said: str) -> str | None:
    """Return what the remark says was not, where these are words of this line and of none that is answered no."""
    label = fold(entry.slot.label)
    for match in NOT.finditer(said):
        words = _shared(said[match.end() :], label)
        if len(words) < LEAST:
            continue
        before, _words, behind = label.partition(words)
        if re.search("[没无未不]", before) or CONDITION.match(behind):
            continue
        if match[0].startswith("没有") and words[0] not in DONE and behind:
            continue  # there was none of it
        if not any(no and words[:LEAST] in fold(other.slot.label) for other, no in lines):
            return match[0] + words
    return None


def _affirmed(entry: Entry, others: list[str], said: str) -> str | None:
    """Return the clause that says that this line, and no other, was done throughout."""
    label, clauses = fold(entry.slot.label), CLAUSE.split(said)
    if re.search("[没无未不]", label):
        return None
    for clause in clauses:
        if not WHOLLY.search(clause) or BUT.search(clause) or not _in_common(label, clause):
            continue
        if not any(_in_common(other, clause) for other in others):
            return clause
    return None


def _shared(text: str, label: str) -> str:
    """Return the longest beginning of a text that is part of a line."""
    size = 0
    while size < len(text) and text[: size + 1] in label:
        size += 1
    return text[:size]


def _in_common(label: str, clause: str) -> bool:
    """Return whether a line and a clause have characters enough in common."""
    return any(label[at : at + LEAST] in clause for at in range(len(label) - LEAST + 1))
