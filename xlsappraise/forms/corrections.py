"""The first sheet of a marked copy, which lists the findings, and the marks on the scorecard."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import lines
from xlsappraise.drawing import styles
from xlsappraise.drawing.heights import height
from xlsappraise.drawing.strict import must, strictly
from xlsappraise.forms.layout import FormLayout
from xlsappraise.forms.shown import Value
from xlsappraise.schemes import Scheme
from xlsappraise.schemes.rules.base import quoted
from xlsappraise.xlsx.address import Place, address

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

AUTHOR = "xlsappraise"
"""The author of this program's comments"""
_TITLE, _WHOSE, _FILE = N_("Please correct and send back"), N_("{ratee} · {title}"), N_("About the file “{file}”")
_LEAD = N_(
    "The sheet “{sheet}” is your form with all valid entries kept. Correct its red cells (the list below "
    "links to them), choose “{done}” at the bottom, save, and send this same file back."
)
_COUNT, _OTHERS = N_("To correct: {count}"), N_("Other findings; there is nothing to do in this copy")
_AGAIN = N_("To look at again: {count}. Leave what is right as it is, and say why in its remark; correct the rest")
LITERAL = 200
"""Maximum length of a text that a formula compares with"""
_STYLES: dict[str, dict[str, object]] = {
    "list_lead": {"text_wrap": True, "indent": 1, "bg_color": styles.BOX, "border": 1, "border_color": styles.HAIR},
    "list_band": {**styles.STYLES["band"], "bg_color": styles.BAD_FILL, "font_color": styles.BAD,
                  "top_color": styles.BAD, "bottom_color": styles.HAIR},
    "list_link": {**styles.STYLES["number"], "font_color": styles.ACCENT, "underline": 1, "bold": True},
    "list_found": {**styles.STYLES["label"], "font_color": styles.BAD},
    "list_number": {**styles.STYLES["number"], "font_size": 9},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A line of the list; ``place`` is the cell of the scorecard that it links to."""

    cell: str
    about: str
    found: str
    remedy: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class CorrectionColumn:
    """A column of the list: its heading and width, and the text of a line; the first two have a hand of their own."""

    heading: str
    width: float
    text: Callable[[CorrectionLine], str] | None = None
    style: str = "label"


COLUMNS = (
    CorrectionColumn(N_("No."), 5),
    CorrectionColumn(N_("Cell"), 8),
    CorrectionColumn(N_("What it is"), 23, lambda line: line.about),
    CorrectionColumn(N_("Found"), 19, lambda line: line.found, "list_found"),
    CorrectionColumn(N_("How to correct it"), 43, lambda line: line.remedy),
)


@dataclass(frozen=True)
class Corrections:
    """The content of a marked copy: the person, the file, the lines to correct, what would be asked about, the rest.

    ``marks``: the first cell of an input → the remedy, for its comment.
    """

    ratee: str
    file: str
    to_correct: tuple[CorrectionLine, ...]
    again: tuple[CorrectionLine, ...] = ()
    others: tuple[CorrectionLine, ...] = ()
    marks: Mapping[Place, str] = field(default_factory=dict)


def sheet_name(say: Words) -> str:
    """Return the name of the list's sheet."""
    return say("Corrections")


def frame(ratee: str, form: Scheme, scorecard: str) -> Iterator[str]:
    """Yield the texts around the lines of the list, with the placeholders of file and count."""
    say = form.say
    yield say(_TITLE)
    yield say(_WHOSE).format(ratee=ratee, title=form.title)
    yield say(_FILE)
    yield say(_LEAD).format(sheet=scorecard, done=say("Rating finished"))
    yield say(_COUNT)
    yield say(_AGAIN)
    yield say(_OTHERS)
    yield from (say(column.heading) for column in COLUMNS)


def comment_head(say: Words) -> str:
    """Return the first line of this program's comments."""
    return sheet_name(say) + "\n"


def marked(style: str) -> dict[str, object]:
    """Return the format properties of an input to correct: its own style in warning colours."""
    return {**styles.STYLES[style], "bg_color": styles.BAD_FILL, "border_color": styles.BAD, "font_color": styles.BAD}


def mark_cells(book: Workbook, sheet: Worksheet, layout: FormLayout, corrections: Corrections, say: Words) -> None:
    """Comment the cells to correct; a conditional format removes the warning colour once the entry is changed."""
    plans = {plan.place: plan for plan in layout.cells}
    corrected = book.add_format(
        {"bg_color": styles.WHITE, "font_color": "#000000", "border": 1, "border_color": styles.ENTRY_LINE}
    )
    for place, remedy in corrections.marks.items():
        text = note_text(remedy, say)
        width, tall = note_size(text)
        note = {"author": AUTHOR, "font_name": styles.FONT, "font_size": 9, "color": "#FFFFFF", "width": width,
                "height": tall}  # fmt: skip
        must(sheet.write_comment(*place, text, note))
        plan = plans[place]
        before = as_shown(plan.value)
        if len(before) > LITERAL:
            continue
        condition = {"type": "formula", "criteria": f"={corrected_when(place, before)}", "format": corrected}
        must(sheet.conditional_format(*plan.place, *plan.last, condition))


def note_text(remedy: str, say: Words) -> str:
    """Return the text of the comment on an input."""
    return comment_head(say) + remedy


def note_size(text: str) -> tuple[int, int]:
    """Return the width and the height of a comment in pixels."""
    return 250, max(36, 10 + 18 * lines(text, 34))


def corrected_when(place: Place, before: str) -> str:
    """Return the formula that is true once an input holds another entry than the refused one."""
    cell = address(place)
    absolute = f"${cell.rstrip('0123456789')}${place[0] + 1}"
    return f"AND(LEN(TRIM({absolute}))>0,NOT(EXACT({absolute}&{quoted('')},{quoted(before)})))"


def as_shown(value: Value | None) -> str:
    """Return an entry as text, as the formula of ``corrected_when`` compares it."""
    return plain(value) if isinstance(value, float) else str(value or "")


class ListSheet:
    """Draws the list, from its title to the last line."""

    def __init__(self, book: Workbook, sheet: Worksheet, scorecard: str, say: Words) -> None:
        self.book = book
        self.sheet = sheet
        self.scorecard = scorecard
        self.say = say
        self.row = 0
        self.formats: dict[str, Format] = {}

    def draw(self, title: str, corrections: Corrections) -> None:
        """Draw the whole sheet."""
        say, sheet = self.say, self.sheet
        for number, column in enumerate(COLUMNS):
            must(sheet.set_column(number, number, column.width))
        self._across("page_title", say(_TITLE), 30)
        self._across("ratee", say(_WHOSE).format(ratee=corrections.ratee, title=title), 22)
        self._across("hint", say(_FILE).format(file=corrections.file), 20)
        lead = say(_LEAD).format(sheet=self.scorecard, done=say("Rating finished"))
        self._across("list_lead", lead, height(lead, sum(column.width for column in COLUMNS), 10) + 10)
        self._gap()
        self._across("list_band", say(_COUNT).format(count=len(corrections.to_correct)), 22)
        head = self._headings()
        self._lines(corrections.to_correct)
        for title, listed in ((_AGAIN, corrections.again), (_OTHERS, corrections.others)):
            if listed:
                self._gap()
                self._across("band", say(title).format(count=len(listed)), 22)
                self._lines(listed)
        self._page(head)

    def _style(self, name: str) -> Format:
        if name not in self.formats:
            properties = _STYLES.get(name) or styles.STYLES[name]
            self.formats[name] = self.book.add_format({**styles.BASE, **properties})
        return self.formats[name]

    def _across(self, style: str, text: str, tall: float) -> None:
        last = len(COLUMNS) - 1
        must(self.sheet.set_row(self.row, tall))
        must(self.sheet.merge_range(self.row, 0, self.row, last, "", self._style(style)))
        must(self.sheet.write_string(self.row, 0, text, self._style(style)))
        self.row += 1

    def _gap(self) -> None:
        must(self.sheet.set_row(self.row, 8))
        self.row += 1

    def _headings(self) -> int:
        must(self.sheet.set_row(self.row, 22))
        for number, column in enumerate(COLUMNS):
            must(self.sheet.write_string(self.row, number, self.say(column.heading), self._style("heading")))
        self.row += 1
        return self.row - 1

    def _lines(self, listed: tuple[CorrectionLine, ...]) -> None:
        for number, line in enumerate(listed, 1):
            tall = max(height(column.text(line), column.width) for column in COLUMNS if column.text is not None)
            must(self.sheet.set_row(self.row, min(400.0, max(24.0, tall))))
            must(self.sheet.write_number(self.row, 0, number, self._style("list_number")))
            self._link(line)
            for at, column in enumerate(COLUMNS):
                if column.text is not None:
                    must(self.sheet.write_string(self.row, at, column.text(line), self._style(column.style)))
            self.row += 1

    def _link(self, line: CorrectionLine) -> None:
        if line.place is None:
            must(self.sheet.write_string(self.row, 1, line.cell, self._style("list_number")))
            return
        sheet = self.scorecard.replace("'", "''")
        target = f"internal:'{sheet}'!{address(line.place)}"
        must(self.sheet.write_url(self.row, 1, target, self._style("list_link"), line.cell))

    def _page(self, head: int) -> None:
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        must(sheet.repeat_rows(head))
        must(sheet.print_area(0, 0, self.row - 1, len(COLUMNS) - 1))
        must(sheet.set_footer("&C&8" + self.say("Page {page} of {pages}").format(page="&P", pages="&N")))
        must(sheet.set_selection(head + 1, 1, head + 1, 1))
        must(sheet.protect("", {"format_columns": True, "format_rows": True}))


def list_workbook(scorecard: str, title: str, corrections: Corrections, say: Words) -> bytes:
    """Return a workbook that holds the list only; its links point to the scorecard, which it lacks."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with strictly(), Workbook(target, {"in_memory": True, "default_format_properties": dict(styles.BASE)}) as book:
        ListSheet(book, book.add_worksheet(sheet_name(say)), scorecard, say).draw(title, corrections)
    return target.getvalue()
