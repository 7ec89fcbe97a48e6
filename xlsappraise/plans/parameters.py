"""The types of values in a plan file: ids, short texts, numbers, amounts of money and references to settings."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from xlsappraise.base.i18n import phrase
from xlsappraise.base.misfit import Misfit
from xlsappraise.base.money import brief

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Words60 = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Ref = Annotated[str, StringConstraints(pattern=r"^@[a-z][a-z0-9_]*$")]
LARGEST = Decimal(10**12)
"""The largest amount, so that everything computed from one is exact to the cent"""


def _no_text(value: Any) -> Any:
    if isinstance(value, str):
        raise Misfit(phrase("a number"))
    return value


Number = Annotated[
    Decimal, BeforeValidator(_no_text), Field(strict=False, allow_inf_nan=False, ge=-LARGEST, le=LARGEST)
]
"""A number in a plan file; a text or a boolean is not converted"""
Money = Number | Ref
"""An amount in yuan, or a reference to a setting"""
Action = Literal["up", "down", "interview", "dismiss", "observe", "review"]


def amount_words(value: Decimal | str | None) -> str:
    """Return a parameter as text: its number, or ``@key``, which ``PlanTerms.rule_text`` replaces by a title."""
    if value is None or isinstance(value, str):
        return value or ""
    return brief(value)
