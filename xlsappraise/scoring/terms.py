"""Parts of a calculation as a person writes it down: 20 × 45 ÷ 50, with what had to hold for it.

What does not change the result is left out: a 0 that is added, a factor of 1, a bound that is not reached.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xlsappraise.base.rounding import plain, round_number

SUM, PRODUCT, SINGLE = 1, 2, 3
_BEYOND = 1e6
"""Numbers of schemes from here on stand for “more than any” in formulas"""
_OPPOSITE = {"=": "≠", "<>": "=", "<": "≥", ">": "≤", "<=": ">", ">=": "<"}
_SHOWN = {"=": "=", "<>": "≠", "<": "<", ">": ">", "<=": "≤", ">=": "≥"}


@dataclass(frozen=True, slots=True)
class Term:
    """A value and how it is written. ``binds``: how strongly the operators outside brackets in ``text`` do.

    ``given``: whether it depends on an entry; ``bare``: whether it is a single number or text of the scheme's.
    ``percent``: whether it is written as a percentage; ``label``: of a single entry. ``why``: what held for it.
    """

    value: float | str | bool
    text: str
    binds: int = SINGLE
    given: bool = False
    bare: bool = False
    percent: bool = False
    label: str = ""
    why: tuple[str, ...] = ()
    otherwise: bool = False
    """Whether it was chosen because no condition held"""
    scaled: tuple[Term, float] | None = None
    """Of a product with a number of the scheme: the other factor, and the number"""

    @property
    def number(self) -> float:
        """The value as a number: blanks and texts count as 0, as in a formula's sums."""
        return 0.0 if isinstance(self.value, str) else float(self.value)


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether something holds, and how either outcome is written; blank where it says nothing."""

    holds: bool
    if_so: str
    if_not: str
    given: bool

    @property
    def said(self) -> str:
        """What held."""
        return self.if_so if self.holds else self.if_not


def constant(value: float | str) -> Term:
    """Return a number or text of the scheme."""
    return Term(value, value if isinstance(value, str) else signed(value), bare=True)


def entry(value: float | str, label: str, *, percent: bool = False) -> Term:
    """Return what was entered."""
    text = value if isinstance(value, str) else as_percent(value) if percent else signed(value)
    return Term(value, text, given=True, percent=percent, label=label)


def signed(value: float) -> str:
    """Write a number; a minus as wide as a plus."""
    return f"−{plain(-value)}" if value < 0 else plain(value)


def as_percent(value: float) -> str:
    """Write a fraction as a percentage."""
    return f"{signed(value * 100)}%"


def _alike(left: Term, right: Term) -> tuple[Term, Term]:
    """Write a number of the scheme as a percentage where it is added to, or compared with, one."""
    if left.percent and right.bare and not isinstance(right.value, str):
        right = replace(right, text=as_percent(right.number), percent=True)
    elif right.percent and left.bare and not isinstance(left.value, str):
        left = replace(left, text=as_percent(left.number), percent=True)
    return left, right


def _in_brackets(term: Term, least: int) -> str:
    return f"({term.text})" if term.binds < least or (term.text.startswith("−") and least > SUM) else term.text


def _adds_nothing(term: Term) -> bool:
    return term.number == 0 and (not term.given or term.binds < SINGLE)


def added(left: Term, right: Term, *, minus: bool) -> Term:
    """Add or subtract."""
    value = left.number - right.number if minus else left.number + right.number
    why = (*left.why, *right.why)
    if not left.given and not right.given:
        return Term(value, signed(value), bare=True, why=why)
    for one in (left, right):
        if one.bare and one.given and abs(one.number) >= _BEYOND:
            return replace(one, why=why)
    if _adds_nothing(right):
        return replace(left, value=value, why=why)
    if _adds_nothing(left) and not minus:
        return replace(right, value=value, why=why)
    left, right = _alike(left, right)
    percent = left.percent and right.percent
    if right.text.startswith("−") and (right.binds == SINGLE or not minus):
        minus, after = not minus, right.text[1:]
    else:
        after = _in_brackets(right, PRODUCT if minus else SUM)
    sign = "−" if minus else "+"
    text = f"{left.text} {sign} {after}"
    if _adds_nothing(left):
        text = f"{sign}{after}".removeprefix("+")
    return Term(value, text, SUM, given=True, percent=percent, why=why)


def multiplied(left: Term, right: Term) -> Term:
    """Multiply."""
    value, why = left.number * right.number, (*left.why, *right.why)
    for one, other in ((left, right), (right, left)):
        if one.bare and one.number == 1:
            return replace(other, given=left.given or right.given, why=why)
    text = f"{_in_brackets(left, PRODUCT)} × {_in_brackets(right, PRODUCT)}"
    given = left.given or right.given
    return Term(
        value, text, PRODUCT, given, why=why, scaled=(left, right.number) if right.bare and not right.given else None
    )


def divided(left: Term, right: Term) -> Term:
    """Divide; the divisor is not 0."""
    value, why = left.number / right.number, (*left.why, *right.why)
    if right.bare and right.number == 1:
        return replace(left, why=why)
    if left.scaled is not None and right.bare and left.scaled[1] == right.number:
        return replace(left.scaled[0], why=why)
    text = f"{_in_brackets(left, PRODUCT)} ÷ {_in_brackets(right, SINGLE)}"
    return Term(value, text, PRODUCT, left.given or right.given, why=why)


def bounded(name: str, choose: Callable[[Sequence[float]], float], terms: Sequence[Term]) -> Term:
    """Return the largest or smallest of some terms; bounds that are not reached are left out."""
    value = choose([term.number for term in terms])
    shown = [term for term in terms if not term.bare or term.number == value]
    entered = [term for term in shown if not term.bare]
    if len(entered) == 1 and entered[0].number == value:
        return entered[0]
    why = tuple(text for term in shown for text in term.why)
    if name == "MAX":  # what costs more than any points explains the bound that is left
        why += tuple(text for term in terms if term not in shown for text in term.why)
    given = any(term.given for term in terms)
    if not entered:
        return replace(shown[0], given=given, why=why)
    return Term(value, f"{name}({', '.join(term.text for term in shown)})", given=given, why=why)


def rounded(term: Term, digits: int) -> Term:
    """Round the value; the writing stays, since the result is rounded where it is shown."""
    return replace(term, value=round_number(term.number, digits))


def compared(sign: str, left: Term, right: Term) -> Condition:
    """Compare two terms; that an entry is not some value says nothing."""
    left, right = _alike(left, right)
    one, other = (left.value, right.value) if isinstance(left.value, str) else (left.number, right.number)
    holds = {
        "=": one == other, "<>": one != other,
        **({} if isinstance(one, str) or isinstance(other, str) else {
            "<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other,
        }),
    }[sign]  # fmt: skip
    given = left.given or right.given
    if sign == "=":
        said = f"{left.label or left.text} = {left.text if left.label else right.text}"
        return Condition(holds, said, "", given)
    before = f"{left.label} {left.text}" if left.label else left.text
    texts = [f"{before} {shown[sign]} {right.text}" for shown in (_SHOWN, _OPPOSITE)]
    return Condition(holds, texts[0], texts[1], given)


def decided(condition: Condition, chosen: Term) -> Term:
    """Return what a condition chose, with the condition where nothing else explains it.

    Of a chain of bounds, the last one that was missed is said, and the one that was met.
    """
    if not condition.given:
        return chosen
    why = chosen.why
    explains = condition.said and (chosen.bare or not chosen.given)
    if explains and not (chosen.otherwise and not condition.holds):
        why = (condition.said, *chosen.why)[-2:]
    otherwise = not condition.holds and (chosen.otherwise or not chosen.why)
    return replace(chosen, given=True, why=why, otherwise=otherwise)
