"""Read TOML text; whatever keeps it from being read is one kind of error."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

from xlsappraise.base.files import text_fault
from xlsappraise.base.i18n import SOURCE, Text, phrase, words, written


class TomlFault(ValueError):  # noqa: N818 - it is an answer, as Refusal is
    """The text is not TOML that can be read; ``why`` says so in no language."""

    def __init__(self, why: Text) -> None:
        super().__init__(written(why, words(SOURCE)))
        self.why = why


def read_toml(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return what a TOML text holds; raise TomlFault."""
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        raise TomlFault(text_fault(error)) from None
    except RecursionError:
        raise TomlFault(phrase("nested too deep")) from None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise TomlFault(phrase("a number of too many digits")) from None
