"""What a form says of the part of a period that somebody was there, and of its return; most forms say neither."""

from __future__ import annotations

from datetime import date

from xlsappraise.base.form_rules import SIGNERS, Closing, Stay
from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.rounding import plain
from xlsappraise.drawing.heights import height
from xlsappraise.forms.layout.builder import Builder
from xlsappraise.forms.layout.filled import Filled
from xlsappraise.schemes import Scheme

_RULE = "＿" * 6
_SIGNS = {"ratee": N_("The person (takes note)")}
"""How a line for a signature is called, where not as in the settings"""


def day_text(day: date, say: Words) -> str:
    """Return a day as a form in a language has it."""
    return say("{year}-{month:02d}-{day:02d}").format(year=day.year, month=day.month, day=day.day)


def targets_by_days(form: Scheme) -> tuple[str, ...]:
    """Return the ids of a form's inputs for targets that are smaller for a part of a period."""
    return tuple(form.slot(name, form.lead) for criterion in form.criteria for name in criterion.by_days())


def of_stay(form: Scheme, stay: Stay, filled: Filled) -> str:
    """Return what a form says of the part of the period: the days, and what that means for its targets."""
    parts = [days_text(stay, form.say)]
    targets = targets_by_days(form)
    share = {"days": stay.days, "whole": stay.whole}
    if stay.scales:
        if any(name in filled.full for name in targets):
            parts.append(form.say("Targets filled in by HR are those of {days}/{whole} of the period.").format(**share))
        if any(name not in filled.full for name in targets):
            pattern = form.say(
                "Targets that you fill in: multiply the target of the whole period by {days}/{whole} yourself; "
                "nothing is converted."
            )
            parts.append(pattern.format(**share))
    elif targets:
        parts.append(form.say("The targets are those of the whole period."))
    return ("" if form.language == "zh_CN" else " ").join(parts)


def days_text(stay: Stay, say: Words) -> str:
    """Return when somebody came or went, and for how many days of the period that was there."""
    facts: dict[str, object] = {"days": stay.days, "whole": stay.whole}
    if stay.joined is not None and stay.left is not None:
        pattern = say("Joined on {joined}, left on {left}: there on {days} of the {whole} days of the period.")
    elif stay.joined is not None:
        pattern = say("Joined on {joined}: there on {days} of the {whole} days of the period.")
    else:
        pattern = say("Left on {left}: there on {days} of the {whole} days of the period.")
    facts |= {name: day_text(day, say) for name, day in (("joined", stay.joined), ("left", stay.left)) if day}
    return pattern.format(**facts)


def lay_closing(b: Builder) -> None:
    """Lay out the lines below everything else: what the grades mean, the form's return, signatures."""
    c = b.columns

    def line(key: str, text: str, least: float = 20.0) -> None:
        row = b.row(f"closing.{key}", max(least, height(text, c.between(c.number, c.score))))
        b.put((row, c.number), "closing", text, last=(row, c.score))

    line("grades", b.say("Grades: {grades}.").format(grades=b.say(", ").join(grade_bands(b.scheme))))
    closing = b.setting.closing
    if text := _return_text(closing, b.say):
        line("return", text)
    if closing.signers:
        names = [b.say("{signer}: {line}").format(signer=b.say(_SIGNS.get(who, SIGNERS[who])), line=_RULE)
                 for who in closing.signers]  # fmt: skip
        day = b.say("{signer}: {line}").format(signer=b.say("Date"), line=_RULE)
        line("signatures", b.say("Signatures　{names}").format(names="　".join([*names, day])), 26.0)


def grade_bands(form: Scheme) -> list[str]:
    """Return the grades with their bounds, from the best down."""
    *uppers, lowest = form.grades
    return [
        *(f"{grade.title} ≥{plain(grade.from_)}" for grade in uppers),
        f"{lowest.title} <{plain(uppers[-1].from_)}" if uppers else lowest.title,
    ]


def _return_text(closing: Closing, say: Words) -> str:
    day = day_text(closing.deadline, say) if closing.deadline is not None else ""
    if day and closing.return_to:
        return say("Return this form by {day} to {place}.").format(day=day, place=closing.return_to)
    if day:
        return say("Return this form by {day}.").format(day=day)
    return say("Return this form to {place}.").format(place=closing.return_to) if closing.return_to else ""
