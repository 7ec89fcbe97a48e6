"""Notice a rater for whom nothing applies, lines that do not where the others do, and a “none” that costs points."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.base.text import fold
from xlsappraise.returned.returned_form import Answers, Returned
from xlsappraise.typed.entries import Entry

FEWEST = 3
NOTHING_OF_IT = re.compile(
    "不适用|不涉及|不存在|不需|不用|不必|不在|无[需须此该]|没有?这|[没未]有?(?:发生|涉及|出现|开展|安排|涉|产生)|[本当]月(?:没|无|未)|其[余他它]"
)
"""What a remark says of something that does not apply"""
DENIED = re.compile("[不没无未]")
CLAUSE = re.compile("[,。;:!?、]")


def all_not_applicable(returned: Returned) -> Iterator[Problem]:
    """Yield a note per rater who answered every item of the form that it does not apply."""
    by_rater: dict[str, list[tuple[Entry, bool]]] = defaultdict(list)
    for one in returned.answers:
        by_rater[one.rater.id] += _items(one)
    for items in by_rater.values():
        if len(items) >= FEWEST and all(left_out for _entry, left_out in items):
            first = items[0][0]
            yield problem(
                "all-not-applicable", sheet=returned.name, cell=first.cell, count=len(items), found=first.value
            )


def not_applicable_alone(returned: Returned) -> Iterator[Problem]:
    """Yield a note per criterion with lines that do not apply while most of its section do, and no remark says why.

    A no costs points and “does not apply” costs none, so the one is easily chosen in place of the other. Where most
    of a criterion's lines do not apply, nothing of its kind happened: that is an answer. Lines of which the scheme says
    that they are conditional, such as a fault that was reported, need no reason. A remark that tells of a no alone is
    no reason for another line.
    """
    form = returned.issued.blueprint.form
    section_of = {c.id: number for number, section in enumerate(form.sections) for c in section.criteria}
    asked = [one for one in returned.answers if one.rule.no_answer()]
    sections: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for one in asked:
        sections[one.rater.id, section_of[one.criterion.id]] += [left_out for _entry, left_out in _items(one)]
    for one in asked:
        items = _items(one)
        mine = [left_out for _entry, left_out in items]
        usual = {one.entries[name].cell for name in one.rule.conditional() if name in one.entries}
        open_ = [entry for entry, left_out in items if left_out and entry.cell not in usual]
        alone = len(mine) == 1 or _few(mine)
        if (
            open_
            and alone
            and _few(sections[one.rater.id, section_of[one.criterion.id]])
            and not _remarked(returned, one, open_)
        ):
            yield problem(
                "not-applicable-alone", sheet=returned.name, cell=open_[0].cell,
                label=tuple(entry.slot.label for entry in open_), criterion=one.criterion.title, found=open_[0].value,
            )  # fmt: skip


NONE = re.compile(
    r"(?:暂|均|都|本[月期季年周]|全月)?(?:无|没有?|否|未有|未受|未发生|不适用)(?:任何|所受|受|过)*(?:处罚|处分|扣分|记录|情况|此项|违规|违纪|发生)?"
    r"|[-—–－_/\\.。、×xX0○]+|n/?a|none|no|nil|nothing",
    re.I,
)
"""A text that says that there is nothing to write, folded"""


def none_costs_points(returned: Returned) -> Iterator[Problem]:
    """Yield a note per text that says that there was nothing, in a cell of which any text takes points off."""
    for one in returned.answers:
        for name, entry in one.entries.items():
            value = entry.value
            if (
                not isinstance(value, str)
                or entry.slot.required
                or not NONE.fullmatch(fold(value).rstrip("。!") or "/")
            ):
                continue
            if one.rule.takes_off({name: value}):
                yield problem(
                    "none-costs-points", sheet=returned.name, cell=entry.cell, label=entry.slot.full_label, found=value
                )


def _items(one: Answers) -> list[tuple[Entry, bool]]:
    """Return the entries that may say that something does not apply, each with whether it does."""
    words = one.rule.no_answer()
    return [(entry, entry.value == words[name]) for name, entry in one.entries.items() if name in words]


def _few(left_out: list[bool]) -> bool:
    """Return whether fewer lines are left out than answered."""
    return 2 * sum(left_out) < len(left_out)


def _remarked(returned: Returned, one: Answers, open_: list[Entry]) -> bool:
    """Return whether the remark may say why these lines do not apply.

    Where another line is answered no, the remark is about that one, unless it says that there was none of it, has
    words of a line that does not apply, or tells of more than the noes.
    """
    remark = returned.entries.get(f"{one.criterion.id}.remark")
    if remark is None or remark.blank:
        return False
    noes = [one.entries[name] for name, no in one.rule.refusals().items() if one.values.get(name) == no]
    if not noes or not isinstance(remark.value, str):
        return True
    said = fold(remark.value)
    if NOTHING_OF_IT.search(said) or sum(DENIED.search(clause) is not None for clause in CLAUSE.split(said)) > len(
        noes
    ):
        return True
    return any(_in_common(fold(entry.slot.label), said, [fold(no.slot.label) for no in noes]) for entry in open_)


def _in_common(label: str, said: str, others: list[str]) -> bool:
    """Return whether a remark has two characters in a row of a line, which are not those of another line too."""
    pairs = (label[at : at + 2] for at in range(len(label) - 1))
    return any(pair.isalnum() and pair in said and not any(pair in other for other in others) for pair in pairs)
