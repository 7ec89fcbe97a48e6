"""``show_scheme``: a scheme as a person would read it."""

from __future__ import annotations

from xlsappraise.base.i18n import SOURCE, words
from xlsappraise.product.scheme_lines import scheme_lines
from xlsappraise.product.schemes import library_of
from xlsappraise.product.shared import AnyPath, ShownLine


def show_scheme(
    name: str, *, language: str = SOURCE, workspace: AnyPath | None = None, brief: bool = False
) -> tuple[ShownLine, ...]:
    """Describe a scheme line by line, except its ids; ``brief``: without standards, rules and assumptions.

    ``name``: an id or a title. ``language``: of the words around the scheme's own texts.
    Raise Refusal: ``scheme-unknown`` with a suggestion.
    """
    return tuple(scheme_lines(library_of(workspace).get(name), words(language), brief=brief))
