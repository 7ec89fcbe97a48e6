"""``form_fines``: the deduction of the fines that the person's valid form brings, each count × its yuan.

A form that is not back leaves the fines unknown: they are withheld, as are those of a result without a form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.money import brief, yuan
from xlsappraise.plans.rules.base import PayRule
from xlsappraise.schemes.fines import total_fine

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line
    from xlsappraise.schemes.fines import FormFine


class FormFines(PayRule):
    """The scheme's forms say what is fined."""

    needs_score: ClassVar[bool] = True
    called: ClassVar[Mapping[str, str]] = {"count": N_("times")}
    kind: Literal["form_fines"]

    def lines(self, case: Case) -> Iterator[Line]:
        """Yield the deduction of each person whose form has fines."""
        for member, score in case.scored():
            if score.source != "form":
                text = case.say("the result of {period} is not that of a form, so its fines are unknown")
                case.block(member, self, text.format(period=case.period))
            elif score.fines:
                why = case.say("; ").join(_shown(fine, case.say) for fine in score.fines)
                count = sum(fine.times for fine in score.fines)
                yield case.line(member, self, yuan(-total_fine(score.fines)), {"count": count}, why)

    def sentence(self, say: Words) -> str:
        """Describe the deduction."""
        return say("the fines of the valid form: the number of times × the yuan of each line")


def _shown(fine: FormFine, say: Words) -> str:
    each = brief(fine.each)
    value = each if fine.times == 1 else f"{fine.times} × {each}"
    return say("{title}: {value}").format(title=fine.label, value=value)
