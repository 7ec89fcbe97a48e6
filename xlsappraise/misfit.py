"""What is said of a value in a scheme or plan file that does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xlsappraise.i18n import N_, SOURCE, Text, phrase, words, written

_EXPECTED: Mapping[str, str] = {
    "greater_than": N_("a number above {gt}"),
    "greater_than_equal": N_("a number of at least {ge}"),
    "less_than": N_("a number below {lt}"),
    "less_than_equal": N_("a number of at most {le}"),
    "finite_number": N_("a number"),
    "decimal_type": N_("a number"),
    "decimal_parsing": N_("a number"),
    "float_type": N_("a number"),
    "float_parsing": N_("a number"),
    "int_type": N_("a whole number"),
    "int_parsing": N_("a whole number"),
    "int_from_float": N_("a whole number"),
    "bool_type": N_("true or false"),
    "bool_parsing": N_("true or false"),
    "string_type": N_("a text"),
    "string_too_short": N_("a text of at least {min_length} characters"),
    "string_too_long": N_("a text of at most {max_length} characters"),
    "string_pattern_mismatch": N_("a text of the form {pattern}"),
    "literal_error": N_("one of {expected}"),
    "tuple_type": N_("a list"),
    "list_type": N_("a list"),
    "too_short": N_("at least {min_length} entries"),
    "too_long": N_("at most {max_length} entries"),
    "dict_type": N_("a table"),
    "model_type": N_("a table"),
    "model_attributes_type": N_("a table"),
}
"""What was expected, by pydantic's types of errors"""


class Misfit(ValueError):  # noqa: N818 - it is an answer, as Refusal is
    """A value does not fit; holds what was expected. Raise it in validators of pydantic models."""

    def __init__(self, due: Text) -> None:
        super().__init__(written(due, words(SOURCE)))
        self.due = due


def expected(error: Mapping[str, Any]) -> Text:
    """Return what one of pydantic's errors expects; our own checks say it themselves."""
    text = _EXPECTED.get(error["type"])
    if text is None:
        return own_words(error)
    bounds = {name: _plain(bound) for name, bound in error.get("ctx", {}).items()}
    if error["type"] == "literal_error":
        bounds["expected"] = tuple(str(bounds["expected"]).replace(" or ", ", ").split(", "))
    return phrase(text, **bounds)


def own_words(error: Mapping[str, Any]) -> Text:
    """Return what a check of our own expects: what its ``Misfit`` holds."""
    cause = error.get("ctx", {}).get("error")
    return cause.due if isinstance(cause, Misfit) else str(error["msg"]).removeprefix("Value error, ")


def _plain(bound: Any) -> Any:
    """Write a bound plainly; pydantic tells some decimals as texts such as ``Decimal('5')``."""
    text = str(bound).removeprefix("Decimal('").removesuffix("')")
    return f"{Decimal(text):,}" if isinstance(bound, Decimal) or text != str(bound) else bound
