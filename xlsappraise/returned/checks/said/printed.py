"""Check that the header and footer on printed pages say what was issued.

Programs drop them, move them to another part of the line, rewrite fonts and colours, and put the name of the sheet and
the number of the page there by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlsappraise.base.i18n import N_, phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.said.corrections_list import others_of_ours
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.display.printed import PrintedLine

_FIELD = re.compile(r"&(?:&|[A-Za-z](?:[+-][0-9]+)?)")
_WORD = re.compile(r"[^\W_]+|[^\w\s/\\|·•.,:;()\[\]（）【】，。：、&_–—-]")
_OWN_FIELDS = {"&P", "&N", "&A"}
"""Number of the page, number of pages, name of the sheet"""
_OWN_WORDS = frozenset({
    "page", "of", "seite", "von", "página", "pagina", "de", "di", "strona", "страница", "第", "页", "共", "頁",
})  # fmt: skip
_NAMES = {
    "oddHeader": N_("the header"),
    "oddFooter": N_("the footer"),
    "evenHeader": N_("the header of even pages"),
    "evenFooter": N_("the footer of even pages"),
    "firstHeader": N_("the header of the first page"),
    "firstFooter": N_("the footer of the first page"),
}


def printed(returned: Returned) -> Iterator[Problem]:
    """Yield headers and footers of the sheets of ours that say something else."""
    around = returned.issued.blueprint.surroundings
    if around is None:
        return
    pairs = [(returned.entry, around.printed)]
    pairs += [(entry, around.instructions.printed) for entry in returned.instructions]
    pairs += [(entry, ()) for entry in others_of_ours(returned)]
    for entry, issued in pairs:
        for line in returned.reading.sheet(entry).printed:
            if line not in issued and not _harmless(line, issued):
                expected = next((due.text for due in issued if due.name == line.name), None)
                yield problem(
                    "printed-changed", sheet=entry.name, found=line.text, what=phrase(_NAMES[line.name]),
                    expected=phrase("(nothing)") if expected is None else expected,
                )  # fmt: skip


def _harmless(line: PrintedLine, issued: tuple[PrintedLine, ...]) -> bool:
    """Return whether a line has words and fields alone that were issued, or that programs put there."""
    fields = set(_OWN_FIELDS).union(*(_FIELD.findall(due.text) for due in issued))
    words = _OWN_WORDS.union(*(_words(due.text) for due in issued))
    return {field.upper() for field in _FIELD.findall(line.text)} <= fields and words.issuperset(_words(line.text))


def _words(text: str) -> list[str]:
    return _WORD.findall(_FIELD.sub(" ", text).lower())
