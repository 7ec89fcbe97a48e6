"""Do forms come back from real clients with their identity, without a false alarm, and with the right score?"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.clients.matrix import CASES, Case, Matrix, Row
from tests.office.office import REQUIRED

pytestmark = pytest.mark.office
HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "build" / "clients"

LOCKS = ["protection-removed", "validation-removed"]
WARNINGS = {
    "LibreOffice .ods": ["old-format-read"],
    "LibreOffice .xls": ["old-format-read"],
    "LibreOffice, rows inserted and deleted again": ["protection-removed"],
    "LibreOffice, a row inserted": ["protection-removed", "rows-moved"],
    "LibreOffice, sheet copied to a new workbook": ["hidden-sheet-missing"],
    "SheetJS": LOCKS,
    "IronCalc": LOCKS,
    "formualizer": LOCKS,
    "LibreOffice, then IronCalc": LOCKS,
    "IronCalc, then LibreOffice": LOCKS,
    "formualizer, then LibreOffice": LOCKS,
    "LibreOffice, then ExcelJS": ["protection-removed"],
    "LibreOffice, then SheetJS": LOCKS,
    "Gnumeric, then SheetJS": LOCKS,
    "ExcelJS, then SheetJS": ["formula-dropped", *LOCKS],
    "SheetJS, then LibreOffice": LOCKS,
    "SheetJS, then ExcelJS": LOCKS,
}
"""What these clients take away, and we say so; the others nothing."""


def cases() -> list[object]:
    """Return the cases that keep formulas."""
    return [pytest.param(case, id=case.id) for case in CASES if case.keeps_formulas]


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    """The matrix, run once; the table is written to build/clients/."""
    made = Matrix(tmp_path_factory.mktemp("clients"))
    REPORT.mkdir(parents=True, exist_ok=True)
    (REPORT / "matrix.txt").write_text(made.as_text(), encoding="utf-8")
    rows = [row.as_dict() for row in made.rows.values()]
    (REPORT / "matrix.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return made


def row(matrix: Matrix, case: Case) -> Row:
    """Return a case's row; skip, or fail where everything is required, when its client is not installed."""
    if case.lacks:
        told = f"{', '.join(case.lacks)} is not installed"
        if REQUIRED:
            pytest.fail(told)
        pytest.skip(told)
    return matrix.rows[case.id]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in CASES])
def test_the_file_is_given_to_its_employee(matrix: Matrix, case: Case) -> None:
    found = row(matrix, case)
    assert found.identified == found.employee


@pytest.mark.parametrize("case", cases())
def test_nothing_is_called_tampering_or_a_mistake(matrix: Matrix, case: Case) -> None:
    assert row(matrix, case).alarms == ()


@pytest.mark.parametrize("case", cases())
def test_the_file_is_accepted_and_scored_as_by_hand(matrix: Matrix, case: Case) -> None:
    found = row(matrix, case)
    assert (found.state, found.form) == ("accepted", "valid")
    wanted = found.wanted
    assert (found.total, found.grade, found.criteria) == (wanted["total"], wanted["grade"], wanted["criteria"])


@pytest.mark.parametrize("case", cases())
def test_the_warnings_are_what_the_client_takes_away(matrix: Matrix, case: Case) -> None:
    found = row(matrix, case)
    told = sorted(code for severity, code, _cell in found.findings if severity == "warning")
    assert told == WARNINGS.get(case.name, [])


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in CASES if c.values_only])
def test_a_values_only_copy_is_set_aside_with_one_finding_for_all_its_formulas(matrix: Matrix, case: Case) -> None:
    found = row(matrix, case)
    assert found.state == "set_aside"
    assert sorted(code for severity, code, _cell in found.findings if severity != "note") == [
        *LOCKS,
        "values-only-copy",
    ]


def test_every_program_of_the_specification_has_its_place_in_the_matrix() -> None:
    names = Counter(client.name.split(",")[0].split(" ")[0] for case in CASES for client in case.clients)
    assert set(names) == {
        "LibreOffice", "Gnumeric", "ExcelJS", "SheetJS", "xlsx-populate", "excelize", "IronCalc", "formualizer",
        "fastpyxl", "openpyxl", "pandas",
    }  # fmt: skip
    assert len({case.clients for case in CASES if len(case.clients) == 2}) >= 8


def test_packages_are_pinned_with_their_hashes_and_the_lock_names_no_host() -> None:
    text = (HERE / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    lock = json.loads(text)["packages"]
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, entry in lock.items() if name and "integrity" not in entry] == []


def test_python_packages_are_pinned_with_their_hashes_and_the_lock_names_no_host() -> None:
    text = (HERE / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in text
    entries = text.replace("\\\n", " ").splitlines()
    assert [entry for entry in entries if entry and not ("==" in entry and "--hash=sha256:" in entry)] == []
    assert {"fastpyxl", "formualizer", "ironcalc"} <= {entry.partition("==")[0] for entry in entries}
