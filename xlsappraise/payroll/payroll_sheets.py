"""Describe the payroll workbook: a row per person, a line per rule, amounts withheld, problems, notes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsappraise.base.i18n import N_
from xlsappraise.base.money import amount_text, brief
from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.lists import ListColumn, Row, list_draft, table_area
from xlsappraise.drawing.measure import clean, extent
from xlsappraise.drawing.pages import footer, list_page, on_one_page
from xlsappraise.drawing.report_styles import ACCENT
from xlsappraise.drawing.severities import SEVERITY_STYLES, severity_words
from xlsappraise.drawing.spec import Formula, PageSetup, Sheet
from xlsappraise.keeping.corrections_sheet import corrections_sheets
from xlsappraise.plans.lines import total
from xlsappraise.xlsx.address import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsappraise.base.i18n import Words
    from xlsappraise.base.problems import Rendered
    from xlsappraise.drawing.pages import FooterData
    from xlsappraise.payroll.data import DescribedPlan, PayData
    from xlsappraise.plans.lines import Line
    from xlsappraise.roster import Employee

_PERSON = ("employee_id", "name", "department", "position")
_NUMBER, _PLAN, _AMOUNT = 0, 3, 5
"""Columns of the line sheet that the payroll sheet adds up"""
_WIDTHS = (26.0, 96.0)
HELD = N_("held")
"""Stands where there is no amount yet"""


def pay_sheets(data: PayData, say: Words) -> list[Sheet]:
    """Describe all sheets."""
    return [
        _payroll(data, say),
        _lines(data, say),
        _withheld(data, say),
        *corrections_sheets(data, data.corrections, say),
        *problem_sheets(data, data.problems, data.people, say),
        explained(data, data.plans, _general(say), say),
    ]


def _titles(data: PayData) -> dict[str, str]:
    """Return the plans' titles by id; equal ones are followed by their ids."""
    titles = [plan.title for plan in data.plans]
    return {p.id: clean(p.title if titles.count(p.title) == 1 else f"{p.title} ({p.id})") for p in data.plans}


def _payroll(data: PayData, say: Words) -> Sheet:
    name, titles = say("Payroll"), _titles(data)
    paying = [plan for plan in titles if any(line.plan == plan for line in data.lines)]
    wide = max(12.0, extent(amount_text(total(data.lines))) + 3)
    columns = (
        *_person_columns(say),
        *(ListColumn(titles[plan], "money", wide, wide) for plan in paying),
        ListColumn(say("Sum (yuan)"), "sum", wide + 1, wide + 1),
        ListColumn(say("Remark"), "text", 18, 26),
    )
    rows: list[Row] = []
    for number, person in sorted(data.people.items()):
        row = len(rows) + 1
        mine = [line for line in data.lines if line.employee_id == number]
        parts = [_picked(data, number, plan, (row, len(_PERSON) + index), say) for index, plan in enumerate(paying)]
        held = not mine and any(one.employee_id == number for one in data.withheld)
        sum_ = say(HELD) if held else _across(row, len(paying), total(mine))
        rows.append([*_person(person), *parts, sum_, _remark(data, number, say)])
    draft = list_draft(name, columns, rows)
    draft.tall(0, 36)
    _put_sums(draft, data, paying, len(rows), say)
    _put_signatures(draft, len(rows) + 3, say)
    page = on_one_page(list_page(data, say, name), draft)
    return draft.sheet(page, freeze=(1, 2), autofilter=table_area(columns, rows), tab=ACCENT)


def _person_columns(say: Words) -> tuple[ListColumn, ...]:
    return (
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("Department"), "text", 12, 22),
        ListColumn(say("Position"), "text", 12, 22),
    )


def _person(person: Employee) -> list[str]:
    return [clean(getattr(person, field)) for field in _PERSON]


def _area(data: PayData, column: int, say: Words) -> str:
    """Return the absolute address of a column of the line sheet; at least one row."""
    name, last = say("Pay lines"), max(1, len(data.lines)) + 1
    return f"'{name}'!${column_letters(column)}$2:${column_letters(column)}${last}"


def _picked(data: PayData, number: str, plan: str, at: tuple[int, int], say: Words) -> Formula | str | None:
    """Add up a person's lines of one plan, live over the line sheet; nothing for whoever does not have the plan.

    What is wholly withheld is a word and not an amount of 0.
    """
    row, column = at
    mine = [line for line in data.lines if (line.employee_id, line.plan) == (number, plan)]
    if not mine:
        return say(HELD) if any((one.employee_id, one.plan) == (number, plan) for one in data.withheld) else None
    numbers, plans, amounts = (_area(data, index, say) for index in (_NUMBER, _PLAN, _AMOUNT))
    who, what = f"${column_letters(_NUMBER)}{row + 1}", f"{column_letters(column)}$1"
    formula = f"=ROUND(SUMPRODUCT(--EXACT({numbers},{who}),--EXACT({plans},{what}),{amounts}),2)"
    return Formula(formula, float(total(mine)))


def _across(row: int, count: int, value: Decimal) -> Formula:
    first, last = column_letters(len(_PERSON)), column_letters(len(_PERSON) + count - 1)
    formula = f"=ROUND(SUM({first}{row + 1}:{last}{row + 1}),2)" if count else "=0"
    return Formula(formula, float(value))


def _remark(data: PayData, number: str, say: Words) -> str:
    held = [one for one in data.withheld if one.employee_id == number]
    if not held:
        return ""
    return say("held back") if any(not one.rule for one in held) else say("partly withheld")


def _put_sums(draft: SheetDraft, data: PayData, paying: Sequence[str], count: int, say: Words) -> None:
    """Put the sums below the list, and beside them the sum of the line sheet."""
    row = count + 1
    draft.put(row, 0, say("Sum"), "total-text", across=len(_PERSON))
    for offset in range(len(paying) + 1):
        column = len(_PERSON) + offset
        mine = [line for line in data.lines if offset == len(paying) or line.plan == paying[offset]]
        cells = f"{column_letters(column)}2:{column_letters(column)}{max(2, row)}"
        draft.put(row, column, Formula(f"=ROUND(SUM({cells}),2)", float(total(mine))), "total-money")
    check = len(_PERSON) + len(paying)
    amounts = _area(data, _AMOUNT, say)
    good, bad = say("agrees with the lines"), say("differs from the lines")
    formula = f'=IF(ROUND({column_letters(check)}{row + 1}-SUM({amounts}),2)=0,"{good}","{bad}")'
    draft.put(row, check + 1, Formula(formula, good), "total-text")


def _put_signatures(draft: SheetDraft, row: int, say: Words) -> None:
    """Put the lines below that people sign, and where the remarks are explained."""
    across = len(draft.widths)
    draft.put(row, 0, say("The sheet Withheld lists what is withheld, and why."), "lead", across=across)
    blank = "_" * 24
    signers = (say("Prepared by"), say("Checked by"), say("Approved by"), say("Date"))
    signed = "      ".join(f"{signer} {blank}" for signer in signers)
    draft.put(row + 1, 0, signed, "plain", across=across)
    draft.tall(row + 1, 34)


def _lines(data: PayData, say: Words) -> Sheet:
    name, titles = say("Pay lines"), _titles(data)
    columns = (
        *_person_columns(say)[:3],
        ListColumn(say("Plan"), "text", 14, 26),
        ListColumn(say("Pay rule"), "text", 14, 24),
        ListColumn(say("Amount (yuan)"), "money", 13, 15),
        ListColumn(say("Why"), "text", 40, 56),
        ListColumn(say("Inputs"), "muted", 20, 40),
    )
    rows = [_line(line, data.people, titles, data.plans, say) for line in data.lines]
    draft = list_draft(name, columns, rows)
    return draft.sheet(list_page(data, say, name), freeze=(1, 2), autofilter=table_area(columns, rows))


def _line(
    line: Line, people: Mapping[str, Employee], titles: Mapping[str, str], plans: Sequence[DescribedPlan], say: Words
) -> Row:
    person = people.get(line.employee_id)
    who = _person(person)[:3] if person is not None else [clean(line.employee_id), "", ""]
    names = next(plan.names for plan in plans if plan.id == line.plan)
    shown = say("; ").join(f"{_named(name, names)} {_shown(value, say)}" for name, value in line.inputs.items())
    return [*who, titles[line.plan], clean(line.rule_title), float(line.amount), clean(line.why), clean(shown)]


def _named(name: str, names: Mapping[str, str]) -> str:
    """Name an input; a blank and the period that it belongs to may follow the id."""
    word, _blank, period = name.partition(" ")
    return f"{names.get(word, word)} {period}".strip()


def _shown(value: Any, say: Words) -> str:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, Decimal):
        return brief(value)
    return "—" if value is None else str(value)


def _withheld(data: PayData, say: Words) -> Sheet:
    name, titles = say("Withheld"), _titles(data)
    columns = (
        *_person_columns(say)[:3],
        ListColumn(say("Plan"), "text", 16, 28),
        ListColumn(say("Pay rule"), "text", 16, 28),
        ListColumn(say("Why"), "text", 50, 80),
    )
    rows: list[Row] = []
    for one in data.withheld:
        person = data.people.get(one.employee_id)
        who = _person(person)[:3] if person is not None else [clean(one.employee_id), "", ""]
        rule = one.rule_title if one.rule else say("the whole plan")
        rows.append([*who, titles.get(one.plan, one.plan), clean(rule), clean(one.why)])
    if not rows:
        rows.append([say("Nothing is withheld."), *[""] * (len(columns) - 1)])
    draft = list_draft(name, columns, rows)
    return draft.sheet(list_page(data, say, name), freeze=(1, 2), autofilter=table_area(columns, rows))


def problem_sheets(
    data: FooterData, problems: Sequence[Rendered], people: Mapping[str, Employee], say: Words
) -> list[Sheet]:
    """Describe the sheet of problems; none where there are none."""
    if not problems:
        return []
    name, words = say("Problems"), severity_words(say)
    columns = (
        ListColumn(say("Severity"), "text", 8, 10),
        ListColumn(say("Code"), "muted", 16, 26),
        ListColumn(say("Employee no."), "text", 10, 18),
        ListColumn(say("Name"), "text", 10, 20),
        ListColumn(say("File"), "text", 12, 24),
        ListColumn(say("Sheet"), "text", 8, 14),
        ListColumn(say("Cell"), "text", 7, 10),
        ListColumn(say("Explanation"), "text", 50, 76),
    )
    rows: list[Row] = []
    styles: list[dict[int, str]] = []
    for found in problems:
        person = people.get(found.employee_id or "")
        rows.append(
            [words[found.severity], found.code, clean(found.employee_id), person.name if person else "",
             clean(found.file), clean(found.sheet), clean(found.cell), clean(found.message)]
        )  # fmt: skip
        styles.append({0: SEVERITY_STYLES[found.severity]})
    draft = list_draft(name, columns, rows, styles=styles)
    return [draft.sheet(list_page(data, say, name), freeze=(1, 0), autofilter=table_area(columns, rows))]


def _general(say: Words) -> list[tuple[str, str]]:
    return [
        (
            say("Where amounts come from"),
            say(
                "Each amount is one line of the sheet Pay lines: a rule, its inputs, and why. The payroll adds these "
                "lines up with live formulas. Results are those that summarize and rollup recorded, facts those of "
                "facts.xlsx."
            ),
        ),
        (
            say("Rounding"),
            say(
                "Amounts are exact decimals, rounded half away from zero to the cent once a line; a pool is shared by "
                "largest remainder, so that the parts add up to it."
            ),
        ),
        (
            say("Withheld"),
            say(
                "Anyone with a mistake or a blank among the facts, or without a valid result, is listed and held "
                "back; the others are computed. A setting without a value is never guessed: its rule is not computed."
            ),
        ),
        (say("What is decided here"), say("Nothing. The tool computes and proposes; people pay and decide.")),
    ]


def explained(
    data: FooterData, plans: Sequence[DescribedPlan], general: Sequence[tuple[str, str]], say: Words
) -> Sheet:
    """Describe the notes: in general, then each plan with its rules, settings and assumptions."""
    draft = SheetDraft(say("Notes"), _WIDTHS)
    draft.put(0, 0, say("How it is computed"), "title", across=2)
    draft.tall(0, 34)
    row = 1
    for term, text in general:
        draft.put_row(row, [(term, "term"), (text, "prose")])
        row += 1
    for plan in plans:
        draft.put(row + 1, 0, f"{clean(plan.title)} ({plan.id})", "section", across=2)
        draft.tall(row + 1, 28)
        row += 2
        lines = [
            *plan.rules,
            *((say("Setting: {title}").format(title=title), value) for title, value in plan.settings),
            *((say("Assumption"), text) for text in plan.assumptions),
        ]
        for term, text in lines:
            draft.put_row(row, [(clean(term), "term"), (clean(text), "prose")])
            row += 1
    return draft.sheet(PageSetup("portrait", "", footer(data, say)))
