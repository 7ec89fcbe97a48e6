"""What an issued form says besides the cells of its scorecard: instructions, prompts, header and footer.

It is read from the workbook that was frozen when the form was issued, so that it is there for every earlier form too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xlsappraise.xlsx.container import Container
from xlsappraise.xlsx.display.printed import PrintedLine
from xlsappraise.xlsx.display.prompts import Prompt
from xlsappraise.xlsx.reading import shared_texts
from xlsappraise.xlsx.sheet import SheetReading, read_sheet

_SCORECARD, _INSTRUCTIONS, _FACTS = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))
_TEXTS = "xl/sharedStrings.xml"
_BODY, _END = b"<sheetData>", b"</sheetData>"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The prompts, headers and footers of the scorecard, and the other sheets; ``facts`` with placeholders."""

    prompts: tuple[Prompt, ...]
    printed: tuple[PrintedLine, ...]
    instructions: SheetReading
    facts: SheetReading


def surroundings(workbook: bytes) -> Surroundings:
    """Return the surroundings in a master, or in a form made from it, as this program writes them."""
    container = Container(workbook)
    scorecard = container.part(_SCORECARD)
    before, _body, rest = scorecard.partition(_BODY)
    around = before + _BODY + _END + rest.rpartition(_END)[2]
    return _read(around, *(container.part(name) for name in (_INSTRUCTIONS, _FACTS, _TEXTS)))


@lru_cache(maxsize=32)
def _read(around: bytes, instructions: bytes, facts: bytes, texts: bytes) -> Surroundings:
    """Read the parts once for all masters that share them: those of one scheme differ in the cells alone."""
    sheet, strings = read_sheet(around, []), shared_texts(texts)[0]
    return Surroundings(sheet.prompts, sheet.printed, read_sheet(instructions, strings), read_sheet(facts, strings))
