"""Run by the system's Python, which has uno: fills, recalculates and saves workbooks in one LibreOffice.

Standard input: JSON {"jobs": [...]}; standard output: JSON list of answers. A job:
{"open": path, "steps": [...], "save": path or null, "filter": name}. Steps, in order:
["set", sheet, cell, value]      number, text or null; dates are numbers
["formula", sheet, cell, text]   a formula in English, arguments separated by semicolons
["recalculate"]                  every formula anew, whatever was cached
["read", [[sheet, cell], ...]]   answers a list of numbers, texts or null, recalculated
["insert_rows", sheet, at, count] / ["delete_rows", sheet, at, count] (rows from 1)
["unprotect", sheet], ["rename", sheet, name], ["copy_sheet", sheet, name]
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
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            return process, desktop
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


def run(doc, step):
    name, *rest = step
    if name == "read":
        return [read(doc.Sheets.getByName(sheet).getCellRangeByName(cell)) for sheet, cell in rest[0]]
    if name == "recalculate":
        doc.calculateAll()
        return None
    sheet = doc.Sheets.getByName(rest[0])
    if name == "set":
        cell, value = sheet.getCellRangeByName(rest[1]), rest[2]
        if value is None:
            cell.String = ""
            cell.clearContents(1 | 2 | 4 | 16)
        elif isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value
    elif name == "formula":
        sheet.getCellRangeByName(rest[1]).Formula = rest[2]
    elif name == "insert_rows":
        sheet.Rows.insertByIndex(rest[1] - 1, rest[2])
    elif name == "delete_rows":
        sheet.Rows.removeByIndex(rest[1] - 1, rest[2])
    elif name == "unprotect":
        sheet.unprotect("")
    elif name == "rename":
        doc.unprotect("")
        sheet.Name = rest[1]
    elif name == "copy_sheet":
        doc.unprotect("")
        doc.Sheets.copyByName(rest[0], rest[1], doc.Sheets.Count)
    else:
        raise ValueError(name)
    return None


def main():
    jobs = json.load(sys.stdin)["jobs"]
    answers = []
    with tempfile.TemporaryDirectory() as profile:
        process, desktop = connect(profile)
        try:
            for job in jobs:
                doc = desktop.loadComponentFromURL(
                    uno.systemPathToFileUrl(job["open"]), "_blank", 0, (prop("Hidden", True),)
                )
                answers.append([a for a in (run(doc, s) for s in job["steps"]) if a is not None])
                if job.get("save"):
                    doc.calculateAll()
                    name = job.get("filter") or "Calc MS Excel 2007 XML"
                    doc.storeToURL(uno.systemPathToFileUrl(job["save"]), (prop("FilterName", name),))
                doc.close(True)
        finally:
            try:
                desktop.terminate()
            except Exception:
                process.kill()
            process.wait(30)
    json.dump(answers, sys.stdout, ensure_ascii=False)


main()
