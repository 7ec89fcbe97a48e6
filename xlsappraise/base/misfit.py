"""Pydantic's validation errors of a scheme or plan: each mistake once, its path in the file, what was expected."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import N_, SOURCE, Text, phrase, words, written

if TYPE_CHECKING:
    from pydantic import ValidationError

Item = Mapping[str, Any]
"""One of pydantic's errors"""

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
"""What was expected, by pydantic's error type"""

MOST = 50
"""So many mistakes of a file are reported; whoever has corrected them is shown the next ones"""


class Misfit(ValueError):  # noqa: N818 - it is an answer, as Refusal is
    """Raised by validators of pydantic models for an invalid value; holds what was expected."""

    def __init__(self, expected: Text) -> None:
        super().__init__(written(expected, words(SOURCE)))
        self.expected = expected


def misfits(error: ValidationError) -> Iterator[Item]:
    """Yield the first of pydantic's errors, without those implied by another one."""
    items: Sequence[Item] = error.errors(include_url=False)[:MOST]
    yield from (item for item in items if not _follows(item, items))


def _follows(item: Item, items: Sequence[Item]) -> bool:
    """Return whether an error is implied by another: a list short of its invalid entries, another type of a union."""
    place = item["loc"]
    if item["type"] == "too_short":
        return any(other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in items)
    if not place or not _is_union_member(place[-1]):
        return False
    others = [other for other in items if other["loc"][: len(place) - 1] == place[:-1] and other is not item]
    text = place[-1] == "constrained-str"
    return bool(others) and text != isinstance(item["input"], str)


def _is_union_member(part: int | str) -> bool:
    """Return whether a part of a location names a type of a union, not a key; ``[key]`` marks the key of a table."""
    return isinstance(part, str) and (part in ("constrained-str", "decimal") or ("[" in part and part != "[key]"))


def path_of(location: Sequence[int | str], tagged: Container[str]) -> str:
    """Format a location as a path: ``rule[1].bands[0].rate``.

    ``tagged``: the lists whose entries have a kind, which pydantic adds to its locations after the number.
    """
    path = ""
    for index, part in enumerate(location):
        if isinstance(part, int):
            path += f"[{part}]"
            continue
        kind = index > 1 and isinstance(location[index - 1], int) and location[index - 2] in tagged
        if not kind and not _is_union_member(part):
            path += f".{part}" if path else part
    return path


def expected(error: Item) -> Text:
    """Return what one of pydantic's errors expects; a ``Misfit`` holds its own text."""
    text = _EXPECTED.get(error["type"])
    if text is None:
        return misfit_text(error)
    bounds = {name: _plain(bound) for name, bound in error.get("ctx", {}).items()}
    if error["type"] == "literal_error":
        bounds["expected"] = tuple(str(bounds["expected"]).replace(" or ", ", ").split(", "))
    return phrase(text, **bounds)


def misfit_text(error: Mapping[str, Any]) -> Text:
    """Return what a validator of ours expects: the text of its ``Misfit``."""
    cause = error.get("ctx", {}).get("error")
    return cause.expected if isinstance(cause, Misfit) else str(error["msg"]).removeprefix("Value error, ")


def _plain(bound: Any) -> Any:
    """Format a bound; pydantic gives some decimals as texts such as ``Decimal('5')``."""
    text = str(bound).removeprefix("Decimal('").removesuffix("')")
    return f"{Decimal(text):,}" if isinstance(bound, Decimal) or text != str(bound) else bound
