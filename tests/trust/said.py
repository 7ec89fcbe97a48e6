"""Fixtures of what a form says besides its cells: instructions, prompts, printed lines, guides and tips of links."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.spots import WORKED, at, told
from tests.trust.changes import combined, set_cell
from tests.trust.fixture import INSTRUCTIONS, SCORECARD, Case, Fixture, Found
from tests.trust.shown import ABILITY, conditional, honest, warn
from tests.trust.structure import Make, sheet
from xlsappraise.base.i18n import words
from xlsappraise.forms.corrections import frame

NAME, NONE, X14 = "填表说明", "(nothing)", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
STEP, REWRITTEN = "· 次数类项目没有发生的可以留空，留空视为没有发生。", "· 次数类项目一律留空，不予扣分。"
RULES = "· 奖惩每项必须写明事由，合计不超过 ±10 分。"
VISITS = "· 应回访数包括当月完成的安装和售后服务单。"
POINTS, RULE = told("客户回访率", 2), told("客户回访率", 3)
"""The cells of a criterion's points and rule in the instructions"""
Change = Callable[[Any], Any]


def row(text: str) -> int:
    """Return the number of a row of the instructions."""
    return int(told(text)[1:])


def paper(*changes: Change) -> Make:
    """Return a change of the sheet of instructions."""
    return sheet(*(lambda card, one=one: one(card.parent[NAME]) for one in changes))


def holding(cell: str, value: Any) -> Change:
    """Return a change that writes a value into a cell."""
    return lambda worksheet: worksheet.__setitem__(cell, value)


def format_of(cell: str, code: str) -> Change:
    """Return a change of a cell's number format."""
    return lambda worksheet: setattr(worksheet[cell], "number_format", code)


def other(name: str, title: str, cell: str, found: str, expected: str, make: Make) -> Fixture:
    """Return a fixture of instructions that say something else in a cell."""
    return warn(f"instructions-{name}", title, Found("instructions-changed", cell, found, expected), make)


def unseen(name: str, title: str, found: str, make: Make) -> Fixture:
    """Return a fixture of instructions that cannot be seen."""
    return warn(f"instructions-{name}", title, Found("instructions-hidden", None, found), make)


def hide(kind: str, *names: Any, **look: Any) -> Change:
    """Return a change of rows or columns, which hides them unless ``look`` says what else."""

    def change(worksheet: Any) -> None:
        for name in names:
            for attribute, value in (look or {"hidden": True}).items():
                setattr(getattr(worksheet, f"{kind}_dimensions")[name], attribute, value)

    return change


def replaced_by_another(card: Any) -> None:
    """Hide the instructions behind a sheet of nearly their name."""
    card.parent[NAME].sheet_state = "hidden"
    card.parent.create_sheet(f"{NAME} ", 1)["A1"] = "满分 120 分"


def merged_over(case: Case) -> None:
    """Merge a line of the instructions under the one above."""
    before, covered = row(STEP), row(RULES)
    case.xml(
        lambda xml: xml.replace(f'<mergeCell ref="A{covered}:D{covered}" />', "").replace(
            f'"A{before}:D{before}"', f'"A{before}:D{covered}"'
        ),
        INSTRUCTIONS,
    )


SHEET = (
    other("rewritten", "a line of the instructions rewritten", told(STEP), REWRITTEN, STEP,
          paper(holding(told(STEP), REWRITTEN))),
    other("points", "points in the instructions raised", POINTS, "40", "20", paper(holding(POINTS, 40))),
    other("rule", "a rule in the instructions rewritten", told("工作纪律", 3), "按次扣分，每次扣 1 分。",
          "按次扣分：迟到或早退每次扣 2 分；旷工每次扣 5 分；工作时间做无关的事每次扣 2 分；工作时间睡觉每次扣 3 分。",
          paper(holding(told("工作纪律", 3), "按次扣分，每次扣 1 分。"))),
    other("sign", "one sign of the instructions changed", told(RULES), RULES.replace("10", "20"), RULES,
          paper(holding(told(RULES), RULES.replace("10", "20")))),
    other("cleared", "a line of the instructions cleared", told(RULES), "(blank)", RULES,
          paper(holding(told(RULES), None))),
    other("added", "a line added below the instructions", "A30", "以上各项主管可自行放宽。", "(blank)",
          paper(holding("A30", "以上各项主管可自行放宽。"))),
    other("formula", "a formula in place of a line of the instructions", told(RULES), '="放宽"', RULES,
          paper(holding(told(RULES), '="放宽"'))),
    other("format", "points in the instructions that show others", POINTS, "40", "20",
          paper(format_of(POINTS, '"40"'))),
    other("format-text", "a line of the instructions that shows another", told(RULES), "不限", RULES,
          paper(format_of(told(RULES), ';;;"不限"'))),
    other("merged", "a line of the instructions under a merged area", told(RULES), NONE, RULES, merged_over),
    unseen("hidden", "the instructions hidden", "the whole sheet",
           paper(lambda worksheet: setattr(worksheet, "sheet_state", "hidden"))),
    unseen("rows-hidden", "lines of the instructions hidden", f"rows {row(VISITS)}, {row(STEP)}",
           paper(hide("row", row(VISITS), row(STEP)))),
    unseen("rows-low", "lines of the instructions too low to read", f"rows {row(RULES)}",
           paper(hide("row", row(RULES), height=1))),
    unseen("columns-hidden", "a column of the instructions hidden", "columns D", paper(hide("column", "D"))),
    warn("instructions-white", "a conditional format that hides a line of the instructions",
         Found("conditional-format-found", RULE, "text in the colour of its ground"),
         paper(conditional(RULE, font=Font(color="FFFFFFFF")))),
    warn("instructions-link", "a link in the instructions", Found("link-found", told(VISITS), "http://example.com/x"),
         paper(lambda worksheet: setattr(worksheet[told(VISITS)], "hyperlink", "http://example.com/x"))),
    Fixture("instructions-replaced", "another sheet in place of the hidden instructions", "W",
            (Found("sheet-added", None, f"{NAME} "), Found("instructions-hidden", None, "the whole sheet")),
            sheet(replaced_by_another)),
    honest("instructions-lines", "instructions whose lines are broken otherwise",
           paper(holding(told(STEP), f" {STEP}"), holding(told(RULES), RULES.replace("，", "，\n").replace("，\n",
                                                                                                         "，")))),
    honest("instructions-gone", "a file without the instructions, as some programs copy sheets",
           sheet(lambda card: card.parent.remove(card.parent[NAME]))),
    honest("instructions-sizes", "instructions with other heights, widths and fonts",
           paper(hide("row", row(VISITS), height=40), hide("column", "D", width=60),
                 lambda worksheet: setattr(worksheet[told(VISITS)], "font", Font(name="Arial", b=True)))),
    honest("instructions-format-honest", "instructions with a plain number format", paper(format_of(POINTS, "0.00_ "))),
    honest("instructions-blanks", "blanks below the instructions", paper(holding("A40", "  "))),
)  # fmt: skip


def prompting(cell: str, **texts: Any) -> Make:
    """Return a change of the texts of an entry's data validation, found by its cell."""

    def change(card: Any) -> None:
        (found,) = (one for one in card.data_validations.dataValidation if str(one.sqref) == WORKED.area(cell))
        for name, text in texts.items():
            setattr(found, name, text)

    return sheet(change)


def added(cells: str, text: str, title: str | None = None) -> Change:
    """Return a change that adds a prompt."""

    def change(worksheet: Any) -> None:
        one = DataValidation(sqref=at(cells), promptTitle=title, prompt=text, showInputMessage=True)
        worksheet.data_validations.dataValidation.append(one)

    return change


def in_extension(case: Case) -> None:
    """Add a prompt among the extensions, where newer programs put validations that refer to other sheets."""
    inside = (f'<x14:dataValidations xmlns:x14="{X14}" count="1"><x14:dataValidation showInputMessage="1" '
              f'prompt="满分 40 分"><xm:sqref xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">{at("callback_rate:points")}</xm:sqref>'
              "</x14:dataValidation></x14:dataValidations>")  # fmt: skip
    ext = f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}">{inside}</ext></extLst></worksheet>'
    case.xml(lambda xml: xml.replace("</worksheet>", ext))


def swapped(card: Any) -> None:
    """Swap the prompts of two entries."""
    by_cell = {str(one.sqref): one for one in card.data_validations.dataValidation}
    one, another = by_cell[at("records.slight")], by_cell[at("records.serious")]
    one.promptTitle, another.promptTitle = another.promptTitle, one.promptTitle


def wrapped(card: Any) -> None:
    """Change the prompts as programs do: lines joined, quotation marks, texts left out."""
    for number, one in enumerate(card.data_validations.dataValidation):
        one.prompt = (one.prompt or "").replace("\n", " ").replace("“", '"')
        if number % 2:
            one.promptTitle = one.error = None


MARKS = (
    "必填。请填写：0 到 10 的整数。\n"
    "10 能独立处理\n9 能力明显提升\n8–7 偶尔不能独立处理\n6–5 常有不能处理\n4–0 有投诉或明显错误"
)


def prompt(name: str, title: str, cell: str, found: str, expected: str, make: Make) -> Fixture:
    """Return a fixture of an entry that says something else while it is filled in."""
    due = Found("prompt-changed", cell, " ".join(found.split()), " ".join(expected.split()))
    return warn(f"prompt-{name}", title, due, make)


PROMPTS = (
    prompt("rewritten", "a prompt rewritten", ABILITY, "必填，一律 10 分", MARKS,
           prompting(ABILITY, prompt="必填，一律 10 分")),
    prompt("meaning", "one meaning in a prompt changed", ABILITY, MARKS.replace("9 能", "3 能"), MARKS,
           prompting(ABILITY, prompt=MARKS.replace("9 能", "3 能"))),
    prompt("title", "the title of a prompt changed", "records.slight", "轻微（不扣分）", "轻微（每次扣 2 分）",
           prompting("records.slight", promptTitle="轻微（不扣分）")),
    prompt("refusal", "the text of a refusal changed", "records.slight", "请填 0",
           "此格应填写：不小于 0 的整数。请按 Esc 键取消，再重新填写。",
           prompting("records.slight", error="请填 0")),
    prompt("refusal-title", "the title of a refusal changed", "records.slight", "不扣分", "轻微（每次扣 2 分）",
           prompting("records.slight", errorTitle="不扣分")),
    prompt("cut-short", "a prompt cut off in a number", "problem_handling.rating", "必填。请填写：0 到 1",
           "必填。请填写：0 到 10 的整数。\n10 主动迅速完成\n9–6 偶尔需要督促\n5–0 经常需要督促",
           prompting("problem_handling.rating", prompt="必填。请填写：0 到 1")),
    prompt("locked", "a prompt on locked points", "callback_rate:points", "满分 40 分", NONE,
           sheet(added("callback_rate:points", "满分 40 分"))),
    prompt("everywhere", "a prompt on the whole sheet", "callback_rate.actual", "已经审批",
           "必填。请填写：不小于 0 的整数。",
           sheet(added("A1:XFD1048576", "已经审批"))),
    prompt("beside", "a prompt beside the form", "headings:beside", "已经审批", NONE,
           sheet(added("headings:beside", "已经审批"))),
    prompt("extension", "a prompt among the extensions", "callback_rate:points", "满分 40 分", NONE, in_extension),
    prompt("instructions", "a prompt on the instructions", POINTS, "满分 40 分", NONE,
           paper(added(POINTS, "满分 40 分"))),
    Fixture("prompt-swapped", "the prompts of two entries swapped", "W",
            (Found("prompt-changed", "records.slight", "严重（每次扣 5 分）", "轻微（每次扣 2 分）"),
             Found("prompt-changed", "records.serious", "轻微（每次扣 2 分）", "严重（每次扣 5 分）")), sheet(swapped)),
    honest("prompt-dropped", "a prompt and a refusal dropped",
           prompting(ABILITY, prompt=None, promptTitle=None, error=None, errorTitle=None)),
    honest("prompt-wrapped", "prompts with other lines and quotation marks, some without titles", sheet(wrapped)),
    honest("prompt-cut", "a long prompt cut off", prompting(ABILITY, prompt=MARKS[:60])),
    honest("prompt-not-shown", "a changed prompt that is not shown",
           prompting(ABILITY, prompt="一律 10 分", showInputMessage=False)),
    honest("prompt-of-google", "the prompt that Google gives to a list",
           prompting("signoff.done", prompt="Click and enter a value from the list of items", promptTitle=None)),
    honest("prompt-elsewhere", "an issued prompt that also covers a row below the form",
           sheet(added("below:entry", "请填写：不小于 0 的整数。留空表示没有发生。"))),
)  # fmt: skip

FOOTER = "第 &P 页 / 共 &N 页"


def page(inside: str, attributes: str = "", part: str = SCORECARD) -> Make:
    """Return a change of the headers and footers of a sheet: their elements, as XML."""
    block = f"<headerFooter{attributes}>{inside}</headerFooter>"
    return lambda case: case.xml(lambda xml: re.sub("<headerFooter>.*</headerFooter>", block, xml), part)


def line(name: str, text: str) -> str:
    """Return a header or footer as XML."""
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def print_of(name: str, title: str, found: str, expected: str, make: Make) -> Fixture:
    """Return a fixture of a header or footer that says something else."""
    return warn(f"printed-{name}", title, Found("printed-changed", None, found, expected), make)


LIBREOFFICE = line("oddHeader", '&C&"Times New Roman,Regular"&12&A') + line(
    "oddFooter", '&C&"Times New Roman,Regular"&12&KffffffPage &P'
)
PRINTED = (
    print_of("header", "a header added", "总分 91.00", NONE, page(line("oddHeader", '&C&"宋体,Bold"&14总分 91.00'))),
    print_of("footer", "a footer rewritten", "已审批 &P", FOOTER, page(line("oddFooter", "&L已审批 &P"))),
    print_of("even", "a footer of even pages", "总分 91.00", NONE,
             page(line("evenFooter", "&C总分 91.00"), ' differentOddEven="1"')),
    print_of("first", "a header of the first page", "优秀", NONE,
             page(line("firstHeader", "&R优秀"), ' differentFirst="true"')),
    print_of("picture", "a picture in the header", "&G", NONE, page(line("oddHeader", "&C&G"))),
    print_of("offset", "a page number that is shifted", "第 &P+90 页", FOOTER,
             page(line("oddFooter", "&C第 &P+90 页"))),
    print_of("file", "the name of the file in the header", "&F", NONE, page(line("oddHeader", "&C&F"))),
    print_of("colour", "a header in colour, letter by letter", "9 1", NONE,
             page(line("oddHeader", "&C&KFF00009&K00FF001"))),
    print_of("instructions", "the footer of the instructions rewritten", "以本页为准", FOOTER,
             page(line("oddFooter", "&C以本页为准"), part=INSTRUCTIONS)),
    honest("printed-dropped", "no header and footer any more", page("")),
    honest("printed-of-libreoffice", "the header and footer that LibreOffice gives", page(LIBREOFFICE)),
    honest("printed-of-german", "the footer of a German program", page(line("oddFooter", "&CSeite &P von &N"))),
    honest("printed-moved", "the footer on the left, in another font and colour",
           page(line("oddFooter", '&L&"Helvetica Neue,Regular"&8&K000000 000000第 &P 页 / 共 &N 页'))),
    honest("printed-not-used", "a footer of even pages that is not in use", page(line("evenFooter", "总分 91.00"))),
)  # fmt: skip


def guided(cell: str, guide: str, part: str = SCORECARD) -> Make:
    """Return a change that writes a phonetic guide above a text."""
    above = f'<rPh sb="0" eb="1"><t>{guide}</t></rPh><phoneticPr fontId="1"/>'

    def change(xml: str) -> str:
        begin = xml.index(f'<c r="{at(cell)}"')
        end = xml.index("</is>", begin)
        assert "</c>" not in xml[begin:end], "the cell holds a text"
        return xml[:end] + above + xml[end:]

    return lambda case: case.xml(change, part)


def remarked(guide: str) -> Make:
    """Return a change that enters a remark with a guide above it."""
    return lambda case: (combined(set_cell("ability.remark", "认真"))(case), guided("ability.remark", guide)(case))


def guide(name: str, title: str, cell: str, found: str, expected: str, make: Make) -> Fixture:
    """Return a fixture of a guide that says something of its own."""
    return warn(f"guide-{name}", title, Found("guide-found", cell, found, expected), make)


GUIDES = (
    guide("locked", "a guide above a criterion that says something else", "callback_rate:title", "满分四十",
          "客户回访率",
          guided("callback_rate:title", "满分四十")),
    guide("digits", "a guide of digits", "callback_rate:title", "40", "客户回访率",
          guided("callback_rate:title", "40")),
    guide("word", "a guide in letters above locked content", "callback_rate:title", "excellent", "客户回访率",
          guided("callback_rate:title", "excellent")),
    guide("mixed", "a guide that begins with kana", "callback_rate:title", "アイ40", "客户回访率",
          guided("callback_rate:title", "アイ40")),
    guide("remark", "a guide above a remark that is no reading", "ability.remark", "总分 91", "认真",
          remarked("总分 91")),
    guide("instructions", "a guide above the instructions", told(RULES), "不限", RULES,
          guided(told(RULES), "不限", INSTRUCTIONS)),
    honest("guide-kana", "a guide in kana", guided("callback_rate:title", "カイホウ リツ")),
    honest("guide-letters", "a guide in letters above a remark", remarked("rèn zhēn")),
    honest("guide-same", "a guide that repeats its text", guided("callback_rate:title", "客户回访率")),
)  # fmt: skip


def linked(cell: str, value: str | None = None, **facts: str) -> Make:
    """Return a change that puts a link on a cell, with an address of its own where one is given."""

    def change(card: Any) -> None:
        if value is not None:
            card[at(cell)] = value
        card[at(cell)].hyperlink = Hyperlink(ref=at(cell), **facts)
        card[at(cell)].hyperlink.display = None

    return sheet(change)


MAIL, WEB = "hr@example.com", "https://example.com/a"
AREA_OF_LINK = f"{at('ability.remark')}:{at('total')}"


def spread(case: Case) -> None:
    """Put the link of a remark over every cell below."""
    linked("ability.remark", WEB, target=WEB)(case)
    case.xml(lambda xml: xml.replace(f'ref="{at("ability.remark")}"', f'ref="{AREA_OF_LINK}"'))


TIPS = (
    warn("tip-of-own-address", "a tip on the link of an address",
         Found("link-found", "ability.remark", f"mailto:{MAIL} with the text “总分 91”"),
         linked("ability.remark", MAIL, target=f"mailto:{MAIL}", tooltip="总分 91")),
    warn("tip-alone", "a tip on a link that leads to its own cell",
         Found("link-found", "callback_rate:points", "考核表!{callback_rate:points} with the text “满分 40 分”"),
         linked("callback_rate:points", location=f"考核表!{at('callback_rate:points')}", tooltip="满分 40 分")),
    warn("link-inside", "a link to another place of the workbook", Found("link-found", "callback_rate:points",
                                                                         "填表说明!A1"),
         linked("callback_rate:points", location="填表说明!A1")),
    warn("link-area", "the link of an address in a remark over a whole area", Found("link-found", AREA_OF_LINK, WEB),
         spread),
    warn("link-mail-to-web", "an address of mail that leads to a web page",
         Found("link-found", "ability.remark", f"http://{MAIL}"), linked("ability.remark", MAIL, target=f"http://{MAIL}")),
    warn("link-own-location", "an address that leads to another place of its server",
         Found("link-found", "ability.remark", f"{WEB}#/pay?x=1"),
         linked("ability.remark", WEB, target=WEB, location="/pay?x=1")),
    honest("link-own-web", "the link that a program makes of a page", linked("ability.remark", WEB, target=WEB)),
    honest("link-own-part", "the link of a page with a place in it",
           linked("ability.remark", f"{WEB}#a", target=WEB, location="a")),
    honest("link-of-own-address", "the link that a program makes of an address",
           linked("ability.remark", MAIL, target=f"mailto:{MAIL}")),
    honest("link-tip-of-own-address", "a link whose tip repeats its address",
           linked("ability.remark", MAIL, target=f"mailto:{MAIL}", tooltip=MAIL)),
)  # fmt: skip

SAY = words("zh_CN")
LIST = SAY("Corrections")
ADVICE = SAY("“{label}” is {found}. Enter a whole number ({expected}).")
LINE = (
    1,
    at("ability.rating"),
    "评分（0–10）",
    "7.5",
    ADVICE.format(label="评分（0–10）", found="7.5", expected="0 到 10"),
)


def listing(*rows: tuple[Any, ...], note: str | None = None) -> Make:
    """Return a change that puts a list of corrections first, with a comment on the scorecard like those of our own."""

    def change(card: Any) -> None:
        listed = card.parent.create_sheet(LIST, 0)
        for row in rows:
            listed.append(row)
        if note is not None:
            card[at(ABILITY)].comment = Comment(f"{LIST}\n{note}", "xlsappraise")

    return sheet(change)


def both(*makes: Make) -> Make:
    """Return a change of several steps."""

    def make(case: Case) -> None:
        for one in makes:
            one(case)

    return make


def framed(case: Case) -> tuple[tuple[Any, ...], ...]:
    """Return what stands around the lines of the list."""
    with case.bench.open() as office:
        issue = next(one for one in office.ledger.issues() if one.employee_id == "E001")
        form = office.blueprints([issue])[issue.master_id].form
    return tuple((text.format(file="王小燕.xlsx", count=1),) for text in frame(issue.stamps.ratee, form, "考核表"))


FALSE_LIST = Found("sheet-added", None, LIST)
LISTS = (
    warn("list-of-ones-own", "a sheet that is named like the list of corrections", FALSE_LIST,
         listing(("总分 91，优秀",))),
    warn("list-longer", "a line of one's own in a list of corrections", FALSE_LIST,
         listing(LINE, (2, at("total"), "总分", "91", "总分以本表为准。"))),
    warn("list-announcing", "a line of a list of corrections that announces something", FALSE_LIST,
         listing((1, "人事部通知", "总分已核定为 91 分", *LINE[3:]))),
    warn("list-number", "a list of corrections with a number that its format shows as a sentence", FALSE_LIST,
         both(listing(LINE), sheet(lambda card: setattr(card.parent[LIST]["A1"], "number_format", '"总分 91"0')))),
    warn("list-beside", "a remark beside a list of corrections", FALSE_LIST, listing((*LINE, "总分 91"))),
    warn("list-of-another", "a list of corrections about somebody else", FALSE_LIST,
         listing(("王五（E009） · 家具客服回访专员月度考核表",), LINE)),
    warn("list-formula", "a formula in a list of corrections", FALSE_LIST, listing((*LINE[:3], '="91"', LINE[4]))),
    Fixture("list-with-comment", "a comment like our own that a false list repeats", "W",
            (FALSE_LIST, Found("comment-found", ABILITY, f"{LIST}\\n总分 91")),
            listing((1, at(ABILITY), "", "", "总分 91"), note="总分 91")),
    honest("list-of-ours", "the list of corrections with its comment",
           lambda case: listing(*framed(case), LINE, note=LINE[4])(case)),
)  # fmt: skip

SAID: tuple[Fixture, ...] = (*SHEET, *PROMPTS, *PRINTED, *GUIDES, *TIPS, *LISTS)
