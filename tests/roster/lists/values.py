"""Values: employee numbers as they are shown, folded characters, statuses, dates, merged cells, supervisors."""

from __future__ import annotations

from datetime import date, datetime

from tests.roster.lists.fixture import HEADINGS, Found, ListFixture, Who, someone
from xlsappraise.base.own_words import OwnWords


def _numbered(what: str, value: object, code: str, read: str) -> ListFixture:
    """Return a list with a number and its format; what is read differs from the plain number."""
    return ListFixture(
        f"number {what}", rows=(someone(value),), formats={"A2": code}, people=(Who(read),),
        found=(Found("roster-number-shown", "A2"),),
    )  # fmt: skip


def _refused_number(what: str, value: object, code: str, read: str, finding: str) -> ListFixture:
    return ListFixture(
        f"number {what}", rows=(someone(value),), formats={"A2": code}, people=(Who(read, wrong=True),),
        found=(Found(finding, "A2"),),
    )  # fmt: skip


NUMBERS = (
    ListFixture(
        "number with leading zeros by its format",
        rows=(someone(1), someone(27)),
        formats={"A2": "000000", "A3": "000000"},
        people=(Who("000001"), Who("000027")),
        found=(Found("roster-number-shown", "A2"),),
    ),
    _numbered("with letters by its format", 5, '"GH"0000', "GH0005"),
    _numbered("with a dash by its format", 5, '"A-"000', "A-005"),
    _numbered("with an escaped letter by its format", 5, "\\E000", "E005"),
    _numbered("with a colour in its format", 12, "[Red]0000", "0012"),
    _numbered("with a section for negatives", 12, "0000;-0000", "0012"),
    _numbered("longer than its format", 12345, '"N"000', "N12345"),
    ListFixture("number with a gap in its format", rows=(someone(12),), formats={"A2": "0_ "}, people=(Who("12"),)),
    ListFixture("number with a filler", rows=(someone(12),), formats={"A2": "0* "}, people=(Who("12"),)),
    ListFixture("number as text in a text cell", rows=(someone("0012"),), formats={"A2": "@"}, people=(Who("0012"),)),
    ListFixture("number that Excel wrote as a float", rows=(someone(1001.0),), people=(Who("1001"),)),
    _refused_number("with thousands separators", 12345, "#,##0", "12345", "roster-number-format"),
    _refused_number("with decimals in its format", 12, "0.00", "12", "roster-number-format"),
    _refused_number("shown as a date", 45000, "yyyy-mm-dd", "45000", "roster-number-format"),
    _refused_number("shown as a percentage", 12, "0%", "12", "roster-number-format"),
    _refused_number("with an optional digit before zeros", 12, "#000", "12", "roster-number-format"),
    _refused_number("with a condition in its format", 12, '[>9]"N"0;0', "12", "roster-number-format"),
    _refused_number("with decimals", 12.5, "General", "12.5", "roster-number-not-whole"),
    _refused_number("below zero", -3, "General", "-3", "roster-number-not-whole"),
    ListFixture(
        "number of sixteen digits stops the list",
        rows=(someone(1234567890123456), someone("E002")),
        people=(Who("1234567890123460"), Who("E002")),
        found=(Found("roster-number-rounded", "A2"),),
    ),
    ListFixture("number of fifteen digits", rows=(someone(123456789012345),), people=(Who("123456789012345"),)),
    ListFixture(
        "number as a truth value",
        rows=({**someone(), "employee_id": True},),
        people=(Who("TRUE"),),
    ),
    ListFixture(
        "number in full-width characters",
        rows=(someone("Ｅ００５"),),
        people=(Who("E005"),),
        found=(Found("roster-number-folded", "A2"),),
    ),
    ListFixture(
        "number with invisible marks",
        rows=(someone("\u202dE005\u202c"),),
        people=(Who("E005"),),
        found=(Found("roster-number-folded", "A2"),),
    ),
    ListFixture(
        "number with a zero-width blank, and a name with a mark of direction",
        rows=(someone("E0\u200b05", name="王\u202a小燕"),),
        people=(Who("E005"),),
        found=(Found("roster-number-folded", "A2"),),
    ),
    ListFixture(
        "twins that fold alike stop the list",
        rows=(someone("E001"), someone("Ｅ００１", name="李梅")),
        people=(Who("E001"), Who("E001", "李梅")),
        found=(Found("roster-duplicate-employee", "A3"), Found("roster-number-folded", "A3")),
    ),
    ListFixture(
        "twins that differ by case alone stop the list",
        rows=(someone("E001"), someone("e001", name="李梅")),
        people=(Who("E001"), Who("e001", "李梅")),
        found=(Found("roster-duplicate-employee", "A3"),),
    ),
    ListFixture(
        "twins by number and format stop the list",
        rows=(someone("0001"), someone(1, name="李梅")),
        formats={"A3": "0000"},
        people=(Who("0001"), Who("0001", "李梅")),
        found=(Found("roster-duplicate-employee", "A3"), Found("roster-number-shown", "A3")),
    ),
    ListFixture(
        "0001 as text and 1 as a number are two people",
        rows=(someone("0001"), someone(1, name="李梅")),
        people=(Who("0001"), Who("1", "李梅")),
    ),
)

STATUSES = (
    ListFixture(
        "statuses by other names",
        rows=tuple(
            someone(f"E{n}", status=word)
            for n, word in enumerate(("在职", "试用期", "产假", "病假", "停薪留职", "离职", "已离职", "正式"))
        ),
        people=tuple(
            Who(f"E{n}", status=word)
            for n, word in enumerate(("正式", "试用", "休假", "休假", "休假", "离职", "离职", "正式"))
        ),
        statuses={
            "在职": "正式",
            "试用期": "试用",
            "产假": "休假",
            "病假": "休假",
            "停薪留职": "休假",
            "已离职": "离职",
        },
    ),
    ListFixture(
        "an organisation's own status",
        rows=(someone(status="返聘"),),
        own=OwnWords(statuses=(("返聘", "正式"),)),
        statuses={"返聘": "正式"},
    ),
    ListFixture(
        "fifty people with one unknown status are one line",
        rows=tuple(someone(f"E{n:03d}", status="借调") for n in range(50)),
        people=tuple(Who(f"E{n:03d}", status="借调", wrong=True) for n in range(50)),
        found=(Found("roster-bad-status", "H2:H51"),),
    ),
    ListFixture(
        "two unknown statuses are two lines",
        rows=(someone("E1", status="借调"), someone("E2", status="外派"), someone("E3", status="借调")),
        people=(
            Who("E1", status="借调", wrong=True),
            Who("E2", status="外派", wrong=True),
            Who("E3", status="借调", wrong=True),
        ),
        found=(Found("roster-bad-status", "H2、H4"), Found("roster-bad-status", "H3")),
    ),
    ListFixture(
        "those who left need neither scheme nor supervisor",
        rows=(someone(status="已离职", schemes=None, supervisor=None),),
        people=(Who(status="离职", schemes=(), supervisor=""),),
        statuses={"已离职": "离职"},
    ),
)

_SPELLINGS = (
    "2024.3.5", "2024/3/5", "2024-03-05", "2024年3月5日", "2024 / 3 / 5", "２０２４．３．５", "2024年03月05号",
    date(2024, 3, 5), datetime(2024, 3, 5, 9, 30), "2024-03-05 00:00:00",
)  # fmt: skip
DATES = (
    ListFixture(
        "dates in every spelling",
        rows=tuple(someone(f"E{n}", hired=day) for n, day in enumerate(_SPELLINGS)),
        people=tuple(Who(f"E{n}", hired=date(2024, 3, 5)) for n in range(len(_SPELLINGS))),
    ),
    ListFixture(
        "dates without a day are the first of the month, said once",
        rows=(someone("E1", hired="2024/3"), someone("E2", hired="2024年3月"), someone("E3", hired="2024.03")),
        people=tuple(Who(f"E{n}", hired=date(2024, 3, 1)) for n in (1, 2, 3)),
        found=(Found("roster-month-read", "G2"),),
    ),
    ListFixture(
        "2024.3 as a number is not a date",
        rows=(someone(hired=2024.3),),
        people=(Who(wrong=True),),
        found=(Found("roster-bad-date", "G2"),),
    ),
    ListFixture(
        "month 13 is not a date",
        rows=(someone(hired="2024/13"),),
        people=(Who(wrong=True),),
        found=(Found("roster-bad-date", "G2"),),
    ),
    ListFixture(
        "confirmed before hired",
        headings={**HEADINGS, "confirmed": "转正日期"},
        rows=(
            someone("E1", hired="2024-03-05", confirmed="2024-03-04"),
            someone("E2", hired="2024-03-05", confirmed="2024-03-05"),
        ),
        people=(Who("E1", hired=date(2024, 3, 5), wrong=True), Who("E2", hired=date(2024, 3, 5))),
        found=(Found("roster-confirmed-too-early", "I2"),),
    ),
    ListFixture(
        "on probation and confirmed before hired",
        headings={**HEADINGS, "confirmed": "转正日期"},
        rows=(
            someone("E1", hired="2024-03-05", confirmed="2024-03-04", status="试用"),
            someone("E2", hired="2024-03-05", confirmed="2024-06-05", status="试用"),
        ),
        people=(
            Who("E1", hired=date(2024, 3, 5), status="试用", wrong=True),
            Who("E2", hired=date(2024, 3, 5), status="试用"),
        ),
        found=(Found("roster-confirmed-too-early", "I2"),),
    ),
    ListFixture(
        "a day of the grade that is not a date",
        headings={**HEADINGS, "level_since": "任现级日期"},
        rows=(someone("E1", level_since="去年"), someone("E2", level_since="2024.3.5"), someone("E3")),
        people=(Who("E1", wrong=True), Who("E2"), Who("E3")),
        found=(Found("roster-bad-date", "I2"),),
    ),
)

MERGED = (
    ListFixture(
        "a department merged over three people",
        rows=(someone("E1"), someone("E2", department=None), someone("E3", department=None)),
        merges=("C2:C4",),
        people=(Who("E1"), Who("E2"), Who("E3")),
        found=(Found("roster-merged-read", "C2:C4"),),
    ),
    ListFixture(
        "a supervisor and a scheme merged over two people",
        rows=(someone("E1"), someone("E2", schemes=None, supervisor=None)),
        merges=("E2:E3", "F2:F3"),
        people=(Who("E1"), Who("E2")),
        found=(Found("roster-merged-read", "E2:E3"),),
    ),
    ListFixture(
        "an employee number merged over two rows stops the list",
        rows=(someone("E1"), someone(None, name="李梅")),
        merges=("A2:A3",),
        people=(Who("E1"), Who("E1", "李梅")),
        found=(Found("roster-duplicate-employee", "A3"),),
    ),
    ListFixture(
        "supervisors that differ by blanks alone are one",
        rows=(
            someone("E1", supervisor="李建国"),
            someone("E2", supervisor="李 建国"),
            someone("E3", supervisor="李建国"),
        ),
        people=(Who("E1"), Who("E2"), Who("E3")),
        found=(Found("roster-one-supervisor"),),
    ),
    ListFixture(
        "a supervisor is written as the list of people has the name",
        rows=(
            someone("E1", supervisor="李 建国"),
            someone("E2", supervisor="李 建国"),
            someone("E3", supervisor="李建国"),
            someone("E4", name="李建国", supervisor="赵总"),
        ),
        people=(Who("E1"), Who("E2"), Who("E3"), Who("E4", "李建国", supervisor="赵总")),
        found=(Found("roster-one-supervisor"),),
    ),
    ListFixture(
        "a formula and an error value",
        rows=(someone("E1", department="=A1"), someone("E2", name="#N/A")),
        people=(Who("E1", department="", wrong=True), Who("E2", "", wrong=True)),
        found=(Found("roster-formula", "C2"), Found("roster-error-value", "B3")),
    ),
)
FIXTURES = (*NUMBERS, *STATUSES, *DATES, *MERGED)
