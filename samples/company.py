"""A list of people as HR keeps it: the sample of README's first month, which the tests issue forms from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("员工编号", "姓名", "所属部门", "职务", "上级领导", "入职时间", "员工状态")
SCHEMES = (
    ("客服回访专员", "家具客服回访专员月度考核表"),
    ("*售前客服", "售前客服月度考核表"),
    ("客服主管", "客服主管月度绩效考核表"),
)
POSITIONS = ("客服回访专员", "售前客服", "资深售前客服", "客服主管", "出纳")
SUPERVISORS = ("李建国", "周敏", "赵强")
DAYS = (date(2021, 3, 1), "2022.5.6", "2023/7/8", "2024年3月9日", "2019-01-02")
PEOPLE = 60
_FIRST = 3
_WIDTHS = (11, 10, 13, 16, 11, 14, 11)


def write_company_list(path: Path, *, positions: bool = True) -> None:
    """Write the list: a merged title, headings, sixty people, a total and a signature.

    ``positions``: with the sheet that gives positions their schemes.
    """
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "在职员工"
    sheet["A1"] = "示例公司员工花名册（2026年11月）"
    sheet.merge_cells("A1:G1")
    sheet.append(HEADINGS)
    for n in range(1, PEOPLE + 1):
        status = "产假" if n in (7, 40) else "试用期" if n % 10 == 5 else "在职"
        supervisor = "李 建国" if n == 3 else SUPERVISORS[n % 3]
        department = None if n % 4 else f"客服{n // 20 + 1}部"
        sheet.append([n, f"员工{n:02d}", department, POSITIONS[n % 5], supervisor, DAYS[n % 5], status])
        sheet.cell(n + 2, 1).number_format = "0000"
    sheet["C3"] = "客服1部"
    sheet.merge_cells("C3:C5")
    for first in range(6, PEOPLE, 4):
        sheet.merge_cells(start_row=first, end_row=first + 3, start_column=3, end_column=3)
    sheet.append([])
    sheet["C62"] = "客服4部"
    sheet["A64"], sheet["B64"] = "合计", PEOPLE
    sheet["A65"] = "制表：人事部"
    _dress(sheet)
    if positions:
        second = book.create_sheet("岗位方案")
        for row in (("岗位", "考核方案"), *SCHEMES):
            second.append(row)
    book.save(path)


def _dress(sheet: Worksheet) -> None:
    """Give the list the look of an office's list."""
    line = Side(style="thin", color="FF999999")
    for row in sheet.iter_rows(min_row=2, max_row=PEOPLE + 2, max_col=len(HEADINGS)):
        for cell in row:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = Alignment(horizontal="center", vertical="center")
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDDEBF7")
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet["A1"].font = Font(bold=True, size=15)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFG"[number]].width = width
    for row in range(_FIRST, PEOPLE + _FIRST):
        sheet.cell(row, 6).number_format = "yyyy-mm-dd"
