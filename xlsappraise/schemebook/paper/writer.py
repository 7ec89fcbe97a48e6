"""Write the blank sheet that is filled in as on paper, with help beside each column and a worked example."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import N_, Words, words
from xlsappraise.base.text import lines
from xlsappraise.drawing import styles
from xlsappraise.drawing.strict import must, writing
from xlsappraise.schemebook.paper.settings import PERIODS
from xlsappraise.schemebook.paper.sheet import EXAMPLE, PAPER, ROWS, SETTINGS, SHEET, WAYS_SHEET
from xlsappraise.schemebook.paper.ways import WAYS
from xlsappraise.schemebook.words import CHOICES
from xlsappraise.xlsx.address import address, area, column_letters

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TOP = 1
"""The row of the first setting"""
HEADINGS = TOP + len(SETTINGS)
HELP = HEADINGS + 1
FIRST = HELP + 1
LAST = FIRST + ROWS
WAY_ROWS = 2
LINE = 13.5
_ENTRY: dict[str, Any] = {
    **styles.BASE, "border": 1, "border_color": styles.HAIR, "bg_color": styles.ENTRY, "font_color": "000000",
    "text_wrap": True, "valign": "vcenter", "font_size": 9, "indent": 1,
}  # fmt: skip
_HINT: dict[str, Any] = {**styles.BASE, "font_color": styles.MUTED, "font_size": 9, "text_wrap": True, "indent": 1}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**styles.BASE, "font_size": 15, "bold": True, "font_color": styles.ACCENT},
    "name": {**styles.BASE, "bold": True, "font_color": styles.ACCENT, "bg_color": styles.BAND, "border": 1,
             "border_color": styles.HAIR, "text_wrap": True, "indent": 1},
    "heading": {**styles.BASE, **styles.STYLES["heading"], "shrink": False, "text_wrap": True},
    "help": {**_HINT, "bg_color": styles.BOX, "valign": "top", "border": 1, "border_color": styles.HAIR,
             "font_size": 8},
    "hint": _HINT,
    "figure": _ENTRY,
    "entry": {**_ENTRY, "num_format": "@"},
    "number": {**_ENTRY, "align": "center", "indent": 0},
    "example": {**_ENTRY, "num_format": "@", "italic": True, "bg_color": styles.GOOD_FILL, "font_color": styles.DARK},
    "example_number": {**_ENTRY, "align": "center", "indent": 0, "italic": True, "bg_color": styles.GOOD_FILL,
                       "font_color": styles.DARK},
    "shown": {**_HINT, "border": 1, "border_color": styles.HAIR, "font_size": 8},
    "text": {**styles.BASE, "text_wrap": True, "border": 1, "border_color": styles.HAIR, "indent": 1},
}  # fmt: skip

MORE = (
    N_(
        "Where the settings scale targets by days for whoever joined or left within the period, targets filled in "
        "beforehand are divided by days; percentages are not. If a target is itself counted or a mean (calls that came "
        "in, an average price), it must not be: after the import, export the scheme (“xlsappraise schemes export”), "
        "write parameter “Target is divided by days”, value “no” in a new row below the criterion on the sheet of "
        "scoring rules, and import it again."
    ),
    N_(
        "The wording may differ: “each −2”, “−2 each” and “−2/time” mean the same. The import shows how each criterion "
        "was understood."
    ),
    N_(
        "A criterion that is scored in two ways takes two rows: leave kind, criterion and points of the second one "
        "blank."
    ),
    N_(
        "Where the target or the number of cases is 0, the criterion is left out and the total is scaled; where it is "
        "scored in two ways or by several raters, it earns all points. To have it otherwise, add a line: “target 0: "
        "all points” or “target 0: no points”."
    ),
    N_(
        "Surveys, logs, norms by size, and forms of their own for several raters: look for the most similar scheme "
        "with “xlsappraise schemes list” and export that one."
    ),
)


def write_paper(path: Path, language: str) -> None:
    """Write the blank workbook in a language; raise OSError where it cannot be written."""
    with writing(path) as book:
        _Page(book, words(language)).write()


class _Page:
    """The workbook while it is written."""

    def __init__(self, book: Workbook, say: Words) -> None:
        self.book = book
        self.say = say
        self.sheet: Worksheet = book.add_worksheet(say(SHEET))
        self.ways: Worksheet = book.add_worksheet(say(WAYS_SHEET))
        self.columns = PAPER.offered
        self._formats: dict[str, Format] = {}

    def look(self, name: str) -> Format:
        """Return a format, made once."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format(_LOOKS[name])
        return self._formats[name]

    def write(self) -> None:
        """Write both sheets."""
        self._write_ways()
        self._write_settings()
        self._write_headings()
        self._write_rows()
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        must(sheet.repeat_rows(HEADINGS))
        must(sheet.print_area(area((0, 0), (LAST, len(self.columns) - 1))) or 0)
        must(sheet.set_selection(TOP, 1, TOP, 1) or 0)

    def _write_settings(self) -> None:
        say, sheet = self.say, self.sheet
        last = len(self.columns) - 1
        must(sheet.set_row(0, 27))
        must(sheet.write_string(0, 0, say("Appraisal scheme: fill in the yellow cells"), self.look("title")))
        for number, setting in enumerate(SETTINGS):
            row = TOP + number
            must(sheet.set_row(row, 20))
            must(sheet.write_string(row, 0, say(setting.title), self.look("name")))
            initial = say(setting.initial) if setting.initial else ""
            value = int(initial) if setting.id == "points" else initial
            must(sheet.merge_range(row, 1, row, 2, value, self.look("entry" if setting.id != "points" else "figure")))
            must(sheet.merge_range(row, 3, row, last, say(setting.help), self.look("hint")))
            if setting.id == "period":
                source = [say(CHOICES[period]) for period in PERIODS]
                must(sheet.data_validation(row, 1, row, 2, {"validate": "list", "source": source}))
            if setting.id == "points":
                self._write_sum(row)

    def _write_sum(self, row: int) -> None:
        """Show beside the full points what the criteria add up to, the worked example left out."""
        section, points = (column_letters(self._index(name)) for name in ("section", "points"))
        spans = [f"${letters}${FIRST + 1}:${letters}${LAST + 1}" for letters in (section, points)]
        marker = self.say(EXAMPLE.section)
        total = f'SUMIF({spans[0]},"<>{marker}",{spans[1]})'
        text = self.say("The criteria below add up to:") + " "
        formula = f'="{self.say(SETTINGS[TOP + 2].help)} {text}"&{total}'
        must(
            self.sheet.write_formula(row, 3, formula, self.look("hint"), f"{self.say(SETTINGS[TOP + 2].help)} {text}0")
        )

    def _index(self, name: str) -> int:
        return next(index for index, column in enumerate(self.columns) if column.id == name)

    def _write_headings(self) -> None:
        say, sheet = self.say, self.sheet
        must(sheet.set_row(HEADINGS, 24))
        helps = [say(column.help) for column in self.columns]
        height = max(lines(text, column.width + 1) for text, column in zip(helps, self.columns, strict=True))
        must(sheet.set_row(HELP, LINE * height))
        for index, column in enumerate(self.columns):
            must(sheet.write_string(HEADINGS, index, say(column.title), self.look("heading")))
            must(sheet.write_string(HELP, index, helps[index], self.look("help")))
            must(sheet.set_column(index, index, column.width))

    def _write_rows(self) -> None:
        say, sheet = self.say, self.sheet
        way = next(way for way in WAYS if way.id == EXAMPLE.way)
        values = {
            "section": say(EXAMPLE.section), "title": say(EXAMPLE.title), "standard": say(EXAMPLE.standard),
            "way": say(way.sentence), "details": "\n".join(map(say, EXAMPLE.details)),
        }  # fmt: skip
        for row in range(FIRST, LAST + 1):
            must(sheet.set_row(row, LINE * 4))
            for index, column in enumerate(self.columns):
                if column.id == "pattern":
                    must(sheet.write_formula(row, index, self._pattern(row), self.look("shown"),
                                             "\n".join(map(say, way.example)) if row == FIRST else ""))  # fmt: skip
                elif row > FIRST:
                    must(sheet.write_blank(row, index, None, self.look("number" if column.id == "points" else "entry")))
                elif column.id == "points":
                    must(sheet.write_number(row, index, EXAMPLE.points, self.look("example_number")))
                else:
                    must(sheet.write_string(row, index, values[column.id], self.look("example")))
        self._validate()

    def _pattern(self, row: int) -> str:
        """Return the formula that shows how the details of the chosen sentence are written."""
        chosen = address((row, self._index("way")))
        table = f"'{self.ways.name}'!$A${WAY_ROWS + 1}:$B${WAY_ROWS + len(WAYS)}"
        return f'=IF({chosen}="","",IFERROR(VLOOKUP({chosen},{table},2,FALSE),""))'

    def _validate(self) -> None:
        """Add the list of sentences, and what each cell takes while it is filled in."""
        say, way, points = self.say, self._index("way"), self._index("points")
        source = f"='{self.ways.name}'!$A${WAY_ROWS + 1}:$A${WAY_ROWS + len(WAYS)}"
        must(self.sheet.data_validation(FIRST, way, LAST, way, {
            "validate": "list", "source": source, "show_error": False,
            "input_title": say("How it is scored")[:32], "input_message": say(PAPER["way"].help)[:255],
        }))  # fmt: skip
        must(self.sheet.data_validation(FIRST, points, LAST, points, {
            "validate": "decimal", "criteria": ">=", "value": 0, "show_error": False,
            "input_title": say("Points")[:32], "input_message": say(PAPER["points"].help)[:255],
        }))  # fmt: skip
        details = self._index("details")
        title, message = say("Details of the scoring")[:32], say(PAPER["details"].help)[:255]
        shown = {"validate": "any", "input_title": title, "input_message": message}
        must(self.sheet.data_validation(FIRST, details, LAST, details, shown))

    def _write_ways(self) -> None:
        say, sheet = self.say, self.ways
        widths = (58, 44)
        for index, width in enumerate(widths):
            must(sheet.set_column(index, index, width))
        must(sheet.set_row(0, 27))
        must(sheet.write_string(0, 0, say("Ways of scoring, and how their details are written"), self.look("title")))
        for index, title in enumerate((say("How it is scored"), say("Write the details like this"))):
            must(sheet.write_string(1, index, title, self.look("heading")))
        for number, way in enumerate(WAYS):
            row, texts = WAY_ROWS + number, (say(way.sentence), "\n".join(map(say, way.example)))
            height = max(lines(text, width - 2) for text, width in zip(texts, widths, strict=True))
            must(sheet.set_row(row, LINE * height + 5))
            for index, text in enumerate(texts):
                must(sheet.write_string(row, index, text, self.look("text")))
        for number, text in enumerate(MORE):
            row = WAY_ROWS + len(WAYS) + 1 + number
            must(sheet.set_row(row, LINE * lines(say(text), sum(widths) - 3) + 5))
            must(sheet.merge_range(row, 0, row, 1, say(text), self.look("hint")))
        must(sheet.freeze_panes(WAY_ROWS, 0) or 0)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
