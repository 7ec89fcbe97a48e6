"""Check that no cell leads elsewhere than it says: links and their tips."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from xlsappraise.base.i18n import phrase
from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.checks.said.corrections_list import others_of_ours
from xlsappraise.returned.returned_form import Returned
from xlsappraise.xlsx.address import place
from xlsappraise.xlsx.book import Book, SheetEntry
from xlsappraise.xlsx.reading import Reading
from xlsappraise.xlsx.sheet import Link

LISTED = 20


def links(returned: Returned) -> Iterator[Problem]:
    """Yield the links of cells with their tips; one that a program makes of an address in the cell is silent."""
    for entry in (returned.entry, *returned.instructions, *others_of_ours(returned)):
        sheet = returned.reading.sheet(entry)
        yield from islice((found for link in sheet.links for found in _link(returned.reading, entry, link)), LISTED)


def _link(book: Book, entry: SheetEntry, link: Link) -> Iterator[Problem]:
    target = link.target
    if isinstance(book, Reading) and link.relation:
        outside = book.outside(entry, link.relation)
        target = f"{outside}#{target}" if outside and target else outside
    sheet = book.sheet(entry)
    first, _colon, last = link.cell.replace("$", "").partition(":")
    start, end = place(first), place(last or first)
    cell = sheet.cells.get(start)
    text = "" if cell is None else str(cell.value or "")
    tip = link.tip if _bare(link.tip) not in ("", _bare(text), _bare(target)) else ""
    own = _is_own(target, text) or (not link.relation and _place_of(target) == text.casefold())
    if tip or (target and not (own and end in (start, sheet.merged.get(start)))):
        shown = phrase("{target} with the text “{tip}”", target=target, tip=tip) if tip and target else tip or target
        yield problem("link-found", sheet=entry.name, cell=link.cell, found=shown)


def _is_own(target: str, text: str) -> bool:
    """Return whether a link leads where its cell says: an address of mail to mail, of the web to the web."""
    mail = "@" in text and "://" not in text
    leads = target.strip().lower()
    return _bare(target) == _bare(text) and not leads.startswith(("http://", "https://") if mail else "mailto:")


def _place_of(target: str) -> str:
    """Return the cell in the workbook to which a link leads, as our list of corrections has links to what it names."""
    return target.rpartition("!")[2].replace("$", "").casefold()


def _bare(address: str) -> str:
    for start in ("mailto:", "http://", "https://"):
        address = address.strip().removeprefix(start)
    return address.rstrip("/").lower()
