"""What the cells of a sheet say besides their content: titles and texts while typing, and after a refused entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.attributes import flag
from xlsappraise.xlsx.cell import unescape
from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Prompt:
    """The texts of a data validation, blank where nothing is shown, and its cells as written."""

    cells: str
    title: str = ""
    text: str = ""
    error_title: str = ""
    error: str = ""

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """The texts by themselves."""
        return self.title, self.text, self.error_title, self.error


def prompts(root: Element, ns: str) -> Iterator[Prompt]:
    """Yield the texts of a sheet's data validations, those of the extensions too; nothing for one without texts."""
    for element in root.iterfind(f"{ns}dataValidations/{ns}dataValidation"):
        yield from _prompt(element, element.get("sqref", ""))
    for extension in root.iterfind(f"{ns}extLst"):
        for element in (e for e in extension.iter() if local(e.tag) == "dataValidation"):
            yield from _prompt(element, " ".join(e.text or "" for e in element if local(e.tag) == "sqref"))


def _prompt(element: Element, cells: str) -> Iterator[Prompt]:
    typing, refused = flag(element.get("showInputMessage")), flag(element.get("showErrorMessage"))
    found = Prompt(
        cells,
        _text(element, "promptTitle", typing),
        _text(element, "prompt", typing),
        _text(element, "errorTitle", refused),
        _text(element, "error", refused),
    )
    if any(found.texts):
        yield found


def _text(element: Element, name: str, shown: bool) -> str:
    return unescape(element.get(name, "")).strip() if shown else ""
