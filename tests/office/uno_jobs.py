"""Run by the system's Python, which has uno: fills, recalculates and saves workbooks in one LibreOffice.

Standard input: lines of JSON {"jobs": [...]}; standard output: a line for each, a JSON list of answers. A job:
{"open": path, "steps": [...], "save": path or null, "filter": name}. Steps, in order:
["set", sheet, cell, value]      number, text or null; dates are numbers
["formula", sheet, cell, text]   a formula in English, arguments separated by semicolons
["recalculate"]                  every formula anew, whatever was cached
["read", [[sheet, cell], ...]]   answers a list of numbers, texts or null, recalculated
["insert_rows", sheet, at, count] / ["delete_rows", sheet, at, count] (rows from 1)
["unprotect", sheet], ["rename", sheet, name], ["copy_sheet", sheet, name]
["extents", sheet]               answers, for each text in sight, [cell, text, points that it needs, points that its
                                 cell has, whether it is shrunk to its cell, size of its letters]
["new_book", sheet]              go on in a new workbook that holds nothing but a copy of the sheet
["page_ends", sheet]             answers the rows (from 0) with which a printed page begins
["short_rows", sheet]            answers [row, points, points needed] for the rows (from 1) too low for their texts
["needed", sheet, [[cell, columns], ...]]  answers the points that the text of each merged cell needs, by itself
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table.CellContentType import EMPTY, FORMULA, TEXT


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def connect(profile):
    pipe = f"xa{os.getpid()}"
    process = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--invisible",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"-env:UserInstallation=file://{profile}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(720):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            return process, desktop, context.ServiceManager
        except Exception:
            time.sleep(0.25)
    process.kill()
    raise SystemExit("LibreOffice did not start")


def read(cell):
    if cell.Type == EMPTY:
        return None
    if cell.Type == TEXT:
        return cell.String
    if cell.Type == FORMULA:
        if cell.getError():
            return f"#ERR{cell.getError()}"
        if cell.FormulaResultType2 != 1:  # com.sun.star.sheet.FormulaResult.VALUE
            return cell.String
        return cell.Value
    return cell.Value


CONTENT = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
POINT = 2540 / 72  # hundredths of a millimetre
WIDE = 100000
LOOK = (
    "CharFontName", "CharFontNameAsian", "CharHeight", "CharHeightAsian", "CharWeight", "CharWeightAsian",
    "IsTextWrapped", "ParaIndent", "ShrinkToFit",
)  # fmt: skip


def shown_texts(sheet):
    """Yield the visible cells with a text, and the area that each is merged over."""
    cells = sheet.queryContentCells(CONTENT).getCells().createEnumeration()
    while cells.hasMoreElements():
        cell = cells.nextElement()
        text = cell.String
        if not text.strip():
            continue
        area = sheet.createCursorByRange(cell)
        area.collapseToMergedArea()
        if area.Columns.getByIndex(0).IsVisible and area.Rows.getByIndex(0).IsVisible:
            yield cell, text, area


def extents(book, sheet):
    """Let LibreOffice fit a row of a new sheet to each text, in a column as wide as the text's cell."""
    book.doc.unprotect("")
    sheets = book.doc.Sheets
    sheets.insertNewByName("extents", sheets.Count)
    scratch = sheets.getByName("extents")
    columns, found, lines = {}, [], {}
    for row, (cell, text, area) in enumerate(shown_texts(sheet)):
        look = cell.getPropertyValues(LOOK)
        wrapped, size = look[6], area.Size
        width = size.Width if wrapped else WIDE
        if width not in columns:
            columns[width] = len(columns)
            scratch.Columns.getByIndex(columns[width]).Width = width
        copy = scratch.getCellByPosition(columns[width], row)
        copy.setPropertyValues(LOOK, (*look[:6], wrapped, look[7], False))
        copy.String = text
        if not wrapped:
            lines.setdefault((text, look[:6]), (row, look))
        found.append((cell, text, size, look))
    scratch.getCellRangeByPosition(0, 0, 0, max(0, len(found) - 1)).Rows.OptimalHeight = True
    widths = {key: width_of(scratch, len(columns), key[0], look) for key, (_row, look) in lines.items()}
    answer = []
    for row, (cell, text, size, look) in enumerate(found):
        needed = scratch.Rows.getByIndex(row).Height / POINT
        if not look[6] and widths[text, look[:6]] > size.Width:
            needed += 1000  # a line that is too long for its cell
        name = cell.AbsoluteName.rpartition(".")[2].replace("$", "")
        answer.append([name, text, round(needed, 2), round(size.Height / POINT, 2), bool(look[8]), look[2]])
    sheets.removeByName("extents")
    return answer


def width_of(scratch, column, text, look):
    """Return the width of a line of text, as the best width of a column that holds it alone."""
    cell = scratch.getCellByPosition(column, 0)
    cell.setPropertyValues(LOOK, (*look[:6], False, look[7], False))
    cell.String = text
    scratch.Columns.getByIndex(column).OptimalWidth = True
    return scratch.Columns.getByIndex(column).Width


class Book:
    """An open document; sheets and cells are looked up once, for every call goes through a pipe."""

    def __init__(self, doc, services):
        self.doc = doc
        self.services = services
        self.sheets = {}
        self.cells = {}

    def move_to_new_book(self, name):
        """Copy a sheet to a new workbook and go on there; one without a window, for LibreOffice may crash with it."""
        other = self.services.createInstance("com.sun.star.comp.Calc.SpreadsheetDocument")
        other.initNew()
        sheets = other.getSheets()
        sheets.importSheet(self.doc, name, 0)
        for extra in sheets.getElementNames():
            if extra != name:
                sheets.removeByName(extra)
        self.doc.close(True)
        self.doc = other

    def sheet(self, name):
        if name not in self.sheets:
            self.sheets[name] = self.doc.Sheets.getByName(name)
        return self.sheets[name]

    def cell(self, sheet, address):
        if (sheet, address) not in self.cells:
            self.cells[sheet, address] = self.sheet(sheet).getCellRangeByName(address)
        return self.cells[sheet, address]

    def forget(self):
        self.sheets, self.cells = {}, {}

    def read_all(self, places):
        """Read cells, those of one column at once."""
        columns = {}
        for sheet, address in places:
            letters = address.rstrip("0123456789")
            columns.setdefault((sheet, letters), []).append(int(address[len(letters) :]))
        found = {}
        for (sheet, letters), rows in columns.items():
            read_some = self.read_column if len(rows) > 3 else self.read_each
            for row, value in zip(rows, read_some(sheet, letters, rows), strict=True):
                found[sheet, f"{letters}{row}"] = value
        return [found[tuple(place)] for place in places]

    def read_each(self, sheet, letters, rows):
        return [read(self.cell(sheet, f"{letters}{row}")) for row in rows]

    def read_column(self, sheet, letters, rows):
        """Read cells of a column at once, unless a formula there shows an error."""
        low = min(rows)
        area = self.cell(sheet, f"{letters}{low}:{letters}{max(rows)}")
        if area.queryFormulaCells(4).getCount():  # com.sun.star.sheet.FormulaResult.ERROR
            return self.read_each(sheet, letters, rows)
        values = area.getDataArray()
        blank = {row for part in area.queryEmptyCells().RangeAddresses for row in range(part.StartRow, part.EndRow + 1)}
        return [None if row - 1 in blank else values[row - low][0] for row in rows]


POINT = 2540 / 72  # hundredths of a millimetre


def short_rows(sheet):
    """Return the rows that are lower than their texts; merged cells do not count."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    count = cursor.RangeAddress.EndRow + 1
    before = [sheet.Rows.getByIndex(row).Height for row in range(count)]
    sheet.getCellRangeByPosition(0, 0, 0, count - 1).Rows.OptimalHeight = True
    after = [sheet.Rows.getByIndex(row).Height for row in range(count)]
    return [
        [row + 1, round(a / POINT, 1), round(b / POINT, 1)]
        for row, (a, b) in enumerate(zip(before, after, strict=True))
        if b > a + POINT
    ]


def needed(book, sheet, places):
    """Return the heights that texts need in a column as wide as their merged cells."""
    found = []
    for address, across in places:
        cell = sheet.getCellRangeByName(address)
        column, row = cell.CellAddress.Column, cell.CellAddress.Row
        width = sum(sheet.Columns.getByIndex(column + n).Width for n in range(across))
        spare = book.doc.Sheets
        if not spare.hasByName("~"):
            spare.insertNewByName("~", spare.Count)
        other = spare.getByName("~")
        target = other.getCellByPosition(0, 0)
        source = sheet.getCellRangeByPosition(column, row, column, row).RangeAddress
        other.copyRange(target.CellAddress, source)
        target.merge(False)
        target.String = cell.String
        other.Columns.getByIndex(0).Width = width
        other.Rows.getByIndex(0).OptimalHeight = True
        found.append(round(other.Rows.getByIndex(0).Height / POINT, 1))
    return found


def run(book, step):
    name, *rest = step
    if name == "read":
        return book.read_all(rest[0])
    if name == "recalculate":
        book.doc.calculateAll()
        return None
    sheet = book.sheet(rest[0])
    if name == "extents":
        return extents(book, sheet)
    if name == "page_ends":
        return [found.Position for found in sheet.getRowPageBreaks()]
    if name == "short_rows":
        return short_rows(sheet)
    if name == "needed":
        return needed(book, sheet, rest[1])
    if name == "set":
        cell, value = book.cell(rest[0], rest[1]), rest[2]
        if value is None:
            cell.clearContents(1 | 2 | 4 | 16)
        elif isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value
        return None
    if name == "formula":
        book.cell(rest[0], rest[1]).Formula = rest[2]
        return None
    book.forget()
    if name == "insert_rows":
        sheet.Rows.insertByIndex(rest[1] - 1, rest[2])
    elif name == "delete_rows":
        sheet.Rows.removeByIndex(rest[1] - 1, rest[2])
    elif name == "unprotect":
        sheet.unprotect("")
    elif name == "rename":
        book.doc.unprotect("")
        sheet.Name = rest[1]
    elif name == "copy_sheet":
        book.doc.unprotect("")
        book.doc.Sheets.copyByName(rest[0], rest[1], book.doc.Sheets.Count)
    elif name == "new_book":
        book.move_to_new_book(rest[0])
    else:
        raise ValueError(name)
    return None


def work(desktop, services, jobs):
    """Do the jobs of a line; return their answers."""
    answers = []
    for job in jobs:
        doc = desktop.loadComponentFromURL(uno.systemPathToFileUrl(job["open"]), "_blank", 0, (prop("Hidden", True),))
        book = Book(doc, services)
        answers.append([a for a in (run(book, s) for s in job["steps"]) if a is not None])
        if job.get("save"):
            book.doc.calculateAll()
            name = job.get("filter") or "Calc MS Excel 2007 XML"
            book.doc.storeToURL(uno.systemPathToFileUrl(job["save"]), (prop("FilterName", name),))
        book.doc.close(True)
    return answers


def main():
    with tempfile.TemporaryDirectory() as profile:
        process, desktop, services = connect(profile)
        try:
            for line in sys.stdin:
                answers = work(desktop, services, json.loads(line)["jobs"])
                print(json.dumps(answers, ensure_ascii=True), flush=True)
        finally:
            try:
                desktop.terminate()
            except Exception:
                process.kill()
            process.wait(30)


main()
