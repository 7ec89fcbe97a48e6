"""``team_split``: splits an earlier rule's amount; one part is always paid, the rest if the team reaches a target.

The team is the plan's people of the same department; its mean score includes people held back who have a result and is
compared unrounded. The personal part is rounded to the cent, and the team part is the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.money import ZERO, amount_text, brief, percent, yuan
from xlsappraise.plans.case import NotSet
from xlsappraise.plans.lines import renamed
from xlsappraise.plans.parameters import Money, Name, Number, amount_words
from xlsappraise.plans.rules.base import PayRule

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line


_MOST_DECIMALS = 12


class TeamSplit(PayRule):
    """``personal``: the part (of 1) that is always paid; ``target``: the least mean score for the rest."""

    needs_score: ClassVar[bool] = True
    compares: ClassVar[bool] = True
    counts_held: ClassVar[bool] = True
    revises: ClassVar[bool] = True

    called: ClassVar[Mapping[str, str]] = {
        "whole": N_("whole amount"),
        "share": N_("share"),
        "team_mean": N_("team mean"),
        "target": N_("target"),
    }
    kind: Literal["team_split"]
    of: Name
    personal: Number = Field(gt=0, lt=1)
    target: Money

    def rules_before(self) -> tuple[str, ...]:
        """Return the rule that is split."""
        return (self.of,)

    def revise(self, case: Case, lines: list[Line]) -> list[Line]:
        """Replace each line of the rule by a personal and a team line."""
        means = _means(case)
        teams = {member.employee_id: member.department for member in case.members}
        found: list[Line] = []
        for line in lines:
            if line.rule == self.of:
                found += self._split(case, line, means[teams[line.employee_id]])
            else:
                found.append(line)
        return found

    def _split(self, case: Case, line: Line, mean: Decimal) -> list[Line]:
        personal = yuan(line.amount * self.personal)
        rest = line.amount - personal
        inputs = {**line.inputs, "whole": line.amount, "share": self.personal}
        why = case.say("{why} = {whole}; of it {share} on the personal result").format(
            why=line.why, whole=amount_text(line.amount), share=percent(self.personal)
        )
        title = case.say("{rule} (personal part)").format(rule=line.rule_title)
        done = [renamed(line, f"{self.of}.personal", amount=personal, inputs=inputs, why=why, rule_title=title)]
        member = next(m for m in case.members if m.employee_id == line.employee_id)
        try:
            target = case.value(self.target)
        except NotSet as missing:
            text = case.say("{rest} yuan wait: the setting “{key}” is not set")
            why = text.format(rest=amount_text(rest), key=case.plan.setting(missing.key).title)
            case.withhold(member, self, why)
            case.missing(missing.key, self.title)
            return done
        reached = mean >= target
        text = (
            case.say("team mean {mean} reaches the target {target}: {rest}")
            if reached
            else case.say("team mean {mean} is below the target {target}: {rest} is not paid")
        )
        shown = _shown(mean, target)
        why = text.format(mean=brief(shown), target=brief(target), rest=amount_text(rest))
        facts = {"whole": line.amount, "share": 1 - self.personal, "team_mean": shown, "target": target}
        amount = rest if reached else ZERO
        title = case.say("{rule} (team part)").format(rule=line.rule_title)
        return [*done, renamed(line, f"{self.of}.team", amount=amount, inputs=facts, why=why, rule_title=title)]

    def part_paid(self, lines: Sequence[Line]) -> Decimal:
        """Return the personal part, or all where the team has reached its target."""
        means = (line.inputs for line in lines if "team_mean" in line.inputs)
        return Decimal(1) if any(of["team_mean"] >= of["target"] for of in means) else self.personal

    def sentence(self, say: Words) -> str:
        """Describe the two parts."""
        text = say("{personal} on the personal result, {team} only when the team's mean score reaches {target}")
        return text.format(
            personal=percent(self.personal), team=percent(1 - self.personal), target=amount_words(self.target)
        )


def _means(case: Case) -> dict[str, Decimal]:
    """Return the mean score by department, not rounded."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for member in (*(case.all_members or case.members), *case.held):
        score = case.score(member)
        if score is not None:
            found[member.department].append(score.points)
    return {team: sum(points, Decimal(0)) / len(points) for team, points in found.items()}


def _shown(mean: Decimal, target: Decimal) -> Decimal:
    """Return a mean with as many decimals, at least two, as show on which side of the target it is."""
    for decimals in range(2, _MOST_DECIMALS):
        rounded = mean.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if (rounded >= target) == (mean >= target):
            return rounded
    return mean
