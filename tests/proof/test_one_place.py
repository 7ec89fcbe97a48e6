"""Kinds of changes on a copy of the package: does each touch only the files that CONTRIBUTING names?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from tests.translations import ROOT
from xlsappraise.base.i18n import Phrase
from xlsappraise.returned.states import FILE_STATES, FORM_STATES, FileState, FormState
from xlsappraise.store.ledger.records import EVENTS, EventKind


@dataclass(frozen=True)
class Change:
    """A change: new files by path, (anchor, lines to insert after it) by file, and code that tests the change."""

    new: Mapping[str, str]
    put: Mapping[str, tuple[tuple[str, str], ...]]
    proof: str


RULE = '''"""``visits``: points for each visit, up to the points of the criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import Words
from xlsappraise.schemes.rules.base import Cells, Input, Rule, number

if TYPE_CHECKING:
    import pandas as pd


class Visits(Rule):
    """``each`` visit earns so many points."""

    called: ClassVar[str] = "visits made"
    kind: Literal["visits"]
    each: float = Field(gt=0, title="Points of a visit")

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for the number of visits."""
        return (Input("visits", "visits", "integer", 0, None, 1),)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Multiply."""
        return f"{cells['visits']}*{number(self.each)}"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Multiply."""
        return values["visits"].astype(float) * self.each

    def sentence(self, points: float, say: Words) -> str:
        """Describe it."""
        return f"{self.each} a visit"
'''

SUMMARY = """
import subprocess, sys
from python_calamine import CalamineWorkbook
subprocess.run([sys.executable, "-m", "xlsappraise", "summarize", "2026-11", "--quiet"], cwd="demo")
book = CalamineWorkbook.from_path("demo/2026-11/summary.xlsx")
"""

CHANGES = {
    "a rule kind": Change(
        {"schemes/rules/visits.py": RULE},
        {
            "schemes/rules/__init__.py": (
                (
                    "from xlsappraise.schemes.rules.thresholds import Thresholds\n",
                    "from xlsappraise.schemes.rules.visits import Visits\n",
                ),
                ("    | Tally\n", "    | Visits\n"),
            )
        },
        """
import pandas as pd
from pathlib import Path
from xlsappraise.schemes import load_scheme
from xlsappraise.schemebook import read_scheme_book, write_scheme_book
from xlsappraise.scoring.engine import TOTAL, score
Path("trial.toml").write_text('''
id = "trial"
title = "试用"
role = "客服"
period = "month"
source = "own"
raters = [{ id = "supervisor", title = "主管", weight = 1.0 }]
total = { points = 100, max = 100 }
grades = [{ title = "好", from = 80 }, { title = "差", from = 0 }]
[[section]]
title = "工作"
[[section.criterion]]
id = "calls"
title = "回访"
standard = "每次 4 分"
points = 100
rules = [{ kind = "visits", each = 4 }]
''', encoding="utf-8")
scheme = load_scheme(Path("trial.toml"))
frame = pd.DataFrame({"calls.visits": [20.0, 30.0]})
assert score(scheme, frame)[TOTAL].tolist() == [80.0, 100.0]
write_scheme_book(scheme, Path("trial.xlsx"))
assert read_scheme_book(Path("trial.xlsx")).canonical() == scheme.canonical()
""",
    ),
    "a check of returned files that finds something wrong": Change(
        {
            "returned/checks/nosy.py": '''"""Does anything stand in A1?"""

from collections.abc import Iterator

from xlsappraise.base.problems import Problem, problem
from xlsappraise.returned.returned_form import Returned


def nosy(returned: Returned) -> Iterator[Problem]:
    """Yield a finding for every form."""
    yield problem("cell-added", sheet=returned.name, cell="A1", found="nosy")
'''
        },
        {
            "returned/checks/__init__.py": (
                (
                    "from xlsappraise.returned.checks.missing import missing_inputs\n",
                    "from xlsappraise.returned.checks.nosy import nosy\n",
                ),
                ("    chains,\n", "    nosy,\n"),
            )
        },
        """
import subprocess, sys
run = [sys.executable, "-m", "xlsappraise"]
assert '"nosy"' in subprocess.run([*run, "check", "2026-11/inbox", "--json"], cwd="demo", capture_output=True,
    text=True).stdout
""",
    ),
    "an old format": Change(
        {
            "xlsx/old/coded.py": '''"""An .ods written in letters, as a mail has it."""

import base64

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.old.format import OldFormat
from xlsappraise.xlsx.old.ods import survey_ods

CODED = OldFormat(
    name=phrase("a workbook in letters"),
    endings=(".b64",),
    parts=(),
    fits=lambda outside: outside.data.startswith(b"UEsDB"),
    survey=lambda data: survey_ods(base64.b64decode(data)),
)
'''
        },
        {
            "xlsx/old/__init__.py": (
                (
                    "from xlsappraise.base.problems import Refusal, problem\n",
                    "from xlsappraise.xlsx.old.coded import CODED\n",
                ),
                ("    XLSB,\n", "    CODED,\n"),
            )
        },
        """
import base64
from xlsappraise.base.problems import say
from xlsappraise.returned.folder import WORKBOOKS
from xlsappraise.xlsx.old.ods import MIMETYPE
from xlsappraise.xlsx.opening import open_book
from xlsappraise.xlsx.unzip import packed
names = "".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" ' for n in ("office", "table", "text"))
cell = '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
content = (
    f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="S"><table:table-row>'
    f'{cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'
)
parts = {"mimetype": MIMETYPE, "META-INF/manifest.xml": b"<manifest/>", "content.xml": content.encode()}
book, (read,) = open_book(base64.b64encode(packed(parts)))
assert [cell.value for cell in book.sheet(book.entries[0]).cells.values()] == [5.0]
assert read.code == "old-format-read" and "a workbook in letters" in say(read, "en")
assert ".b64" in WORKBOOKS
""",
    ),
    "a summary sheet": Change(
        {
            "report/sheets/greeting.py": '''"""A sheet that greets."""

from xlsappraise.drawing.lists import ListColumn, list_draft
from xlsappraise.drawing.pages import list_page
from xlsappraise.drawing.spec import Sheet
from xlsappraise.report.context import Report


def sheet(report: Report) -> Sheet:
    """Describe the sheet."""
    draft = list_draft("Greeting", (ListColumn("Hello", "text", 10, 20),), [["world"]])
    return draft.sheet(list_page(report.data, report.say, "Greeting"))
'''
        },
        {
            "report/book.py": (
                ("    files_sheet,\n", "    greeting,\n"),
                ("    trend.sheets,\n", "    one(greeting.sheet),\n"),
            )
        },
        SUMMARY
        + """
assert book.get_sheet_by_name("Greeting").to_python() == [["Hello"], ["world"]]
""",
    ),
    "a rule kind of plans": Change(
        {
            "plans/rules/gift.py": '''"""``gift``: the same sum for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from xlsappraise.base.i18n import Words
from xlsappraise.base.money import yuan
from xlsappraise.plans.parameters import Money, amount_words
from xlsappraise.plans.rules.base import PayRule

if TYPE_CHECKING:
    from xlsappraise.plans.case import Case
    from xlsappraise.plans.lines import Line


class Gift(PayRule):
    """``amount`` for everybody who has the plan."""

    called: ClassVar[Mapping[str, str]] = {"years": "years with us"}
    kind: Literal["gift"]
    amount: Money

    def lines(self, case: Case) -> Iterator[Line]:
        """Give it."""
        for member in case.members:
            yield case.line(member, self, yuan(case.value(self.amount)), {"years": 3}, "gift")

    def sentence(self, say: Words) -> str:
        """Describe it."""
        return amount_words(self.amount)
'''
        },
        {
            "plans/rules/__init__.py": (
                ("from xlsappraise.plans.rules.gate import Gate\n", "from xlsappraise.plans.rules.gift import Gift\n"),
                ("    | Gate\n", "    | Gift\n"),
            )
        },
        """
from pathlib import Path
from xlsappraise.plans import load_plan
from xlsappraise.payroll.data import input_words
from xlsappraise.plans.rules import KINDS
Path("gifts.toml").write_text('''
id = "gifts"
title = "礼金"
source = "own"
[[rule]]
id = "gift"
title = "礼金"
kind = "gift"
amount = 100
''', encoding="utf-8")
plan = load_plan(Path("gifts.toml"))
assert type(plan.rules[0]) in KINDS and plan.rules[0].sentence(str) == "100"
assert input_words(str)["years"] == "years with us"
""",
    ),
    "a message or code": Change(
        {},
        {
            "base/catalogue/inbox.py": (
                (
                    "MESSAGES: dict[str, Message] = {\n",
                    '    "file-smells": note(N_("{found} smells. Air the folder.")),\n',
                ),
            )
        },
        """
from xlsappraise.base.problems import problem, say
found = problem("file-smells", found="a.xlsx")
assert (found.severity, say(found, "en")) == ("note", "a.xlsx smells. Air the folder.")
""",
    ),
    "a command or option": Change(
        {
            "cli/where.py": '''"""``where``."""

import click

import xlsappraise as xa
from xlsappraise.cli.i18n import N_
from xlsappraise.cli.commands import command


@command("where", N_("Print the folder of the workspace."), N_("Example: xlsappraise where"))
def where(quiet: bool) -> None:
    """Print it."""
    click.echo(xa.find_workspace())
'''
        },
        {
            "cli/__init__.py": (
                (
                    "from xlsappraise.cli.start import demo, init\n",
                    "from xlsappraise.cli.where import where\n",
                ),
                ("    demo,\n", "    where,\n"),
            )
        },
        """
import subprocess, sys
from pathlib import Path
run = [sys.executable, "-m", "xlsappraise"]
subprocess.run([*run, "init", "office", "--quiet"], check=True)
assert "Print the folder of the workspace." in subprocess.check_output([*run, "--help"], text=True)
assert Path(subprocess.check_output([*run, "where"], cwd="office", text=True).strip()) == Path("office").resolve()
""",
    ),
    "a function of the public API": Change(
        {
            "product/counting.py": '''"""``count_people``."""

from xlsappraise.store.office import Office


def count_people(office: Office) -> int:
    """Count the people whom the ledger knows."""
    return len(office.recorded)
'''
        },
        {
            "__init__.pyi": (
                (
                    "from xlsappraise.product.demo import Demo as Demo\n",
                    "from xlsappraise.product.counting import count_people as count_people\n",
                ),
            )
        },
        """
import sys
import xlsappraise as xa
assert "count_people" in xa.__all__ and "pydantic" not in sys.modules, "loaded when it is first used"
xa.init("office")
with xa.open_workspace("office", writing=False) as office:
    assert xa.count_people(office) == 0
""",
    ),
    "a property that holds the form number": Change(
        {},
        {
            "xlsx/number_places.py": (
                ("PLACES = (\n", '    NumberPlace("docProps/app.xml", document_property("company")),\n'),
            )
        },
        """
from dataclasses import fields
from xlsappraise.base.period import Period
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.forms.stamps import Stamps
from xlsappraise.schemes import Library
from xlsappraise.xlsx.reading import Reading
master = make_master(draw_master(Library()["furniture-callback"], Period.parse("2026-11")))
for number in ("XA1-0000000000-01-00000000000000000000", "XA1-1111111111-01-11111111111111111111"):
    stamps = Stamps(**{**{field.name: "-" for field in fields(Stamps)}, "token": number})
    ((found, places),) = Reading(stamp(master, stamps)).tokens.items()
    assert found == number and "docProps/app.xml" in places, places
""",
    ),
    "a cell that holds the form number": Change(
        {},
        {
            "forms/layout/head.py": (
                (
                    '    b.put((LINE, c.number), "identity", last=(LINE, c.score), stamp="line")\n',
                    '    b.put((TITLE, c.aid), "gap", stamp="token")\n',
                ),
            )
        },
        """
from dataclasses import fields
from xlsappraise.base.period import Period
from xlsappraise.forms.master import draw_master
from xlsappraise.forms.stamper import make_master, stamp
from xlsappraise.forms.stamps import Stamps
from xlsappraise.schemes import Library
from xlsappraise.xlsx.reading import Reading
master = make_master(draw_master(Library()["furniture-callback"], Period.parse("2026-11")))
number = "XA1-0000000000-01-00000000000000000000"
book = Reading(stamp(master, Stamps(**{**{field.name: "-" for field in fields(Stamps)}, "token": number})))
cells = book.sheet(book.form_sheets[0]).cells
assert number in [cell.value for at, cell in cells.items() if at[0] == 0 and at[1] > 1]
""",
    ),
    "a column of a form": Change(
        {},
        {
            "forms/layout/grid.py": (
                (
                    "criterion: criterion.standard, 9),\n",
                    '    Role(None, N_("Id of it"), 9, 7, "number", lambda _number, criterion: criterion.id, 9),\n',
                ),
                (
                    '    Role("score", N_("Score"), 11),\n',
                    '    Role(None, N_("Its no."), 6, 6, "number", lambda number, _criterion: number),\n',
                ),
            )
        },
        """
import json, subprocess, sys, openpyxl
import xlsappraise as xa
from pathlib import Path
from xlsappraise.base.period import Period
from xlsappraise.forms.master import draw_master
from xlsappraise.schemes import Library
for scheme in Library().schemes.values():  # areas that overlap are refused
    draw_master(scheme, Period.parse("2026-11"))
run = [sys.executable, "-m", "xlsappraise"]
xa.init("office")
book = openpyxl.load_workbook("office/roster.xlsx")
row = {"工号": "E1", "姓名": "甲", "部门": "一部", "岗位": "客服", "考核方案": "furniture-callback",
       "直接主管": "乙", "状态": "正式"}
book.worksheets[0].append([row.get(cell.value) for cell in book.worksheets[0][1]])
book.save("office/roster.xlsx")
subprocess.run([*run, "generate", "2026-11", "--quiet"], cwd="office", check=True)
(form,) = Path("office/2026-11/outbox").rglob("*.xlsx")
shown = openpyxl.load_workbook(form).worksheets[0]
(head,) = [cell for cells in shown.iter_rows() for cell in cells if cell.value == "Id of it"]
assert shown.cell(head.row + 3, head.column).value == Library()["furniture-callback"].sections[0].criteria[0].id
found = subprocess.run([*run, "check", str(form.resolve()), "--json"], cwd="office", capture_output=True, text=True)
codes = {one["code"] for one in json.loads(found.stdout)["problems"]}
assert codes == {"untouched"}, codes
""",
    ),
    "a column that describes people in the summary": Change(
        {},
        {
            "report/person_columns.py": (
                (
                    '    "department": ListColumn(N_("Department"), "text", 12, 24),\n',
                    '    "position": ListColumn(N_("Position"), "text", 12, 24),\n',
                ),
            )
        },
        SUMMARY
        + """
for name in book.sheet_names:
    if name in ("成绩", "趋势") or name.startswith("分项·"):
        found = book.get_sheet_by_name(name).to_python()
        head, *rows = found[1:] if name == "分项·其他" else found
        assert "岗位" in head and rows, name
        assert rows[0][head.index("岗位")].endswith(("员", "客服", "组长")), name
""",
    ),
    "a column of the scores sheet": Change(
        {},
        {
            "report/score_table.py": (
                (
                    '    "why": ListColumn(N_("Most points lost"), "text", 16, 42),\n',
                    '    "scheme": ListColumn(N_("Id of it"), "text", 10, 14),\n',
                ),
            )
        },
        SUMMARY
        + """
head, *rows = book.get_sheet_by_name("成绩").to_python()
assert head[-1] == "Id of it" and "furniture-callback" in {row[-1] for row in rows}, rows
""",
    ),
    "a figure per department": Change(
        {},
        {
            "report/sheets/departments.py": (
                (
                    "_FIGURES = {\n",
                    '    "spread": (ListColumn(N_("Standard deviation"), "score", 9, 12), figures.spread),\n',
                ),
            )
        },
        SUMMARY
        + """
head, first, *rest = book.get_sheet_by_name("部门").to_python()
counts = [float(first[index]) for index, name in enumerate(head) if name[2:].endswith("人数")]
shares = [float(first[index]) for index, name in enumerate(head) if name.endswith("占比")]
assert head[2] == "标准差" and counts and abs(sum(shares) - 1) < 1e-9, (head, first)
assert sum(counts) == first[4], (head, first)
""",
    ),
    "a column of the list in a marked copy": Change(
        {},
        {
            "forms/corrections.py": (
                (
                    '    CorrectionColumn(N_("How to correct it"), 43, lambda line: line.remedy),\n',
                    '    CorrectionColumn(N_("Cell again"), 9, lambda line: line.cell),\n',
                ),
            )
        },
        """
import io, openpyxl
from xlsappraise.forms.corrections import CorrectionLine, Corrections, list_workbook
lines = (CorrectionLine("D7", "about", "found", "remedy"),)
book = openpyxl.load_workbook(io.BytesIO(list_workbook("Scorecard", "Title", Corrections("Ann", "a.xlsx", lines), str)))
rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
head = next(row for row in rows if row[-1] == "Cell again")
assert rows[rows.index(head) + 1][-1] == "D7"
""",
    ),
    "a column of the roster": Change(
        {},
        {
            "roster/people.py": (
                (
                    '               help=N_("The grade, where pay or promotion depends on it. May stay blank.")),\n',
                    '        Column("desk", "工位"),\n',
                ),
                ('    level: str = ""\n', '    desk: str = ""\n'),
            )
        },
        """
import openpyxl
import xlsappraise as xa
from pathlib import Path
from xlsappraise.roster import read_roster
from xlsappraise.schemes import Library
xa.init("office")
book = openpyxl.load_workbook("office/roster.xlsx")
headings = [cell.value for cell in book.worksheets[0][1]]
assert "工位" in headings
row = {"工号": "E1", "姓名": "甲", "部门": "一部", "岗位": "客服", "考核方案": "furniture-callback",
       "直接主管": "乙", "状态": "正式", "工位": "A7"}
book.worksheets[0].append([row.get(name) for name in headings])
book.save("office/roster.xlsx")
(employee,) = read_roster(Path("office/roster.xlsx"), Library(Path("office/schemes"))).employees
assert employee.desk == "A7"
""",
    ),
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workspace, made by the package as it is."""
    folder = tmp_path_factory.mktemp("shipped") / "demo"
    command = [sys.executable, "-m", "xlsappraise", "demo", str(folder), "--quiet"]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT), "XLSAPPRAISE_LANG": "en"}, check=True)
    return folder


@pytest.fixture
def copy(tmp_path: Path, demo: Path) -> Path:
    """A copy of the package, compiled as far as it was, with what ships beside it and the demo's workspace."""
    for folder in ("xlsappraise", "templates", "samples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(demo, tmp_path / "demo")
    return tmp_path


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_touches_the_files_that_the_guide_names(name: str, copy: Path) -> None:
    change = CHANGES[name]
    package = copy / "xlsappraise"
    for path, text in change.new.items():
        assert not (package / path).exists()
        (package / path).write_text(text, encoding="utf-8")
    for path, places in change.put.items():
        text = (package / path).read_text(encoding="utf-8")
        for anchor, lines in places:
            assert text.count(anchor) == 1, anchor
            text = text.replace(anchor, anchor + lines)
        (package / path).write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy), "XLSAPPRAISE_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", change.proof], cwd=copy, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    (row,) = [line for line in guide().splitlines() if line.startswith((f"| {name} |", f"| {name},"))]
    for path in (*change.new, *change.put):
        folder, _slash, file = path.rpartition("/")
        assert f"{folder}/" in row and (file in row or "<" in row), (path, row)


def guide() -> str:
    return (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("states", "words"), [(FormState, FORM_STATES), (FileState, FILE_STATES), (EventKind, EVENTS)])
def test_every_state_has_its_words_where_it_is_defined(states: object, words: Mapping[str, Phrase]) -> None:
    assert set(get_args(states)) == set(words)
