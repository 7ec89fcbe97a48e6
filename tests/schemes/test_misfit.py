"""Is every kind of misfit said in our own words, with its bounds?"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, StringConstraints, TypeAdapter, ValidationError

from tests.conftest import message_of, text_of
from xlsappraise.base import misfit
from xlsappraise.base.misfit import expected
from xlsappraise.cli import i18n


class Table(BaseModel):
    """Anything that is a table in TOML."""

    a: int = 0


class One(BaseModel):
    """A table that is told apart by its kind."""

    kind: Literal["one"]


class Other(BaseModel):
    """Another one."""

    kind: Literal["other"]


CASES: list[tuple[Any, Any, str, str]] = [
    (Annotated[float, Field(gt=1)], 1.0, "greater_than", "a number above 1.0"),
    (Annotated[float, Field(ge=1)], 0.0, "greater_than_equal", "a number of at least 1.0"),
    (Annotated[Decimal, Field(ge=Decimal(5000))], Decimal(1), "greater_than_equal", "a number of at least 5,000"),
    (Annotated[float, Field(lt=1)], 1.0, "less_than", "a number below 1.0"),
    (Annotated[int, Field(le=12)], 13, "less_than_equal", "a number of at most 12"),
    (Annotated[float, Field(allow_inf_nan=False)], float("inf"), "finite_number", "a number"),
    (Decimal, [], "decimal_type", "a number"),
    (Decimal, "viel", "decimal_parsing", "a number"),
    (float, [], "float_type", "a number"),
    (float, "viel", "float_parsing", "a number"),
    (int, [], "int_type", "a whole number"),
    (int, "viel", "int_parsing", "a whole number"),
    (int, 1.5, "int_from_float", "a whole number"),
    (bool, [], "bool_type", "true or false"),
    (bool, "viel", "bool_parsing", "true or false"),
    (str, 1, "string_type", "a text"),
    (Annotated[str, StringConstraints(min_length=2)], "a", "string_too_short", "a text of at least 2 characters"),
    (Annotated[str, StringConstraints(max_length=2)], "abc", "string_too_long", "a text of at most 2 characters"),
    (Annotated[str, StringConstraints(pattern="^a$")], "b", "string_pattern_mismatch", "a text of the form ^a$"),
    (Literal["month", "quarter", "year"], "week", "literal_error", "one of 'month', 'quarter', 'year'"),
    (tuple[int, ...], 1, "tuple_type", "a list"),
    (list[int], 1, "list_type", "a list"),
    (Annotated[list[int], Field(min_length=2)], [1], "too_short", "at least 2 entries"),
    (Annotated[list[int], Field(max_length=1)], [1, 2], "too_long", "at most 1 entries"),
    (dict[str, int], 1, "dict_type", "a table"),
    (Table, 1, "model_type", "a table"),
    (Annotated[One | Other, Field(discriminator="kind")], 1, "model_attributes_type", "a table"),
]


@pytest.mark.parametrize(("takes", "value", "kind", "words"), CASES)
def test_a_misfit_is_said_in_our_words(takes: Any, value: Any, kind: str, words: str) -> None:
    with pytest.raises(ValidationError) as found:
        TypeAdapter(takes).validate_python(value)
    (error,) = found.value.errors()
    assert (error["type"], text_of(expected(error))) == (kind, words)
    i18n.use("zh_CN")
    assert "Input should" not in message_of(expected(error)) and text_of(expected(error)) != words


def test_every_kind_that_has_words_can_happen() -> None:
    assert {kind for _takes, _value, kind, _words in CASES} == misfit._EXPECTED.keys()
