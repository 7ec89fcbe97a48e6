"""Fixtures of identification: form numbers, persons, versions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from tests.conftest import WORKED_EXAMPLE, person, rewrite
from tests.trust.fixture import Case, Fixture, Found
from xlsappraise.base.period import Period
from xlsappraise.product.returned import withdraw
from xlsappraise.store.start import rotate_keys

TOKEN = re.compile(rb"XA1-[0-9A-Z]{10}-[0-9A-Z]{2}-[0-9A-Z]{20}")
CORE, CUSTOM, STRINGS = r"docProps/core\.xml", r"docProps/custom\.xml", r"xl/sharedStrings\.xml|xl/worksheets/.*\.xml"
PARTS = r".*\.xml"
COPY = "E001_王小燕_furniture-callback_2026-11 - 副本.xlsx"


def numbers(case: Case, change: Callable[[bytes], bytes], parts: str = PARTS) -> None:
    """Change every form number in some parts; fail if there is none."""
    seen: list[bytes] = []

    def changed(data: bytes) -> bytes:
        seen.extend(TOKEN.findall(data))
        return TOKEN.sub(lambda match: change(match.group()), data)

    rewrite(case.path, {parts: changed})
    assert seen


def gone(_token: bytes) -> bytes:
    """Remove the number."""
    return b""


def bitten(token: bytes) -> bytes:
    """Change the last character of the signature."""
    return token[:-1] + (b"0" if token[-1:] != b"0" else b"1")


def strange(token: bytes) -> bytes:
    """Return a number that the workspace never issued."""
    return b"XA1-ZZZZZZZZZZ" + token[14:]


def of(case: Case, number: str) -> bytes:
    """Return the form number of an employee."""
    return str(case.bench.describe(case.bench.form(number))["document"]).encode()


def renamed(name: str) -> Callable[[Case], Any]:
    """Rename the form."""
    return lambda case: case.path.rename(case.inbox / name)


def second(case: Case, name: str, **changes: Any) -> None:
    """Put another version of the form beside it."""
    first = case.path.read_bytes()
    case.fill(**changes)
    case.path.rename(case.inbox / name)
    case.path.write_bytes(first)


def copied(case: Case) -> None:
    shutil.copy(case.path, case.inbox / COPY)


def resaved(case: Case) -> None:
    shutil.copy(case.path, case.inbox / COPY)
    case.bench.edit(case.inbox / COPY, lambda sheet: sheet.column_dimensions["H"].__setattr__("width", 21))


def two_versions(case: Case) -> None:
    second(case, "b.xlsx", ability__rating=9, ability__remark="进步")


def two_raters(case: Case) -> None:
    second(case, "b.xlsx", ability__rating=5, signoff__name="赵主管")
    case.fill(signoff__name="李建国")


def incomplete_beside(case: Case) -> None:
    second(case, "b.xlsx", ability__rating=None)


def accepted_then(change: Callable[[Case], None]) -> Callable[[Case], None]:
    """Return a function that has the form accepted and then applies ``change``."""

    def make(case: Case) -> None:
        with case.bench.open() as office:
            from xlsappraise.report.summarize import summarize

            summarize(office, case.bench.period, case.inbox)
        change(case)

    return make


def next_month(case: Case) -> None:
    december = replace(case.bench, period=Period("month", 2026, 12))
    december.issue()
    december.fill(WORKED_EXAMPLE, "E001").replace(case.path)


def scheme_changed(case: Case) -> None:
    shipped = Path(__file__).parents[2] / "templates" / "furniture-callback.toml"
    text = shipped.read_text(encoding="utf-8").replace("from = 10, to = 10", "from = 9, to = 10")
    assert text != shipped.read_text(encoding="utf-8")
    (case.bench.workspace.schemes / "furniture-callback.toml").write_text(text, encoding="utf-8")


def other_persons(case: Case) -> None:
    case.bench.fill(WORKED_EXAMPLE, "E002", f"../{case.inbox.name}/{case.path.name}")


def sheet_of_another(case: Case) -> None:
    """Add another person's scorecard as a sheet."""
    scorecard = openpyxl.load_workbook(case.bench.form("E002")).worksheets[0]
    book = openpyxl.load_workbook(case.path)
    sheet = book.create_sheet("李梅")
    for row in scorecard.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate] = cell.value
    book.save(case.path)


def another_office(case: Case) -> None:
    from tests.conftest import Bench
    from xlsappraise.store.start import start

    other = Bench(start(case.inbox.parent / f"别处{case.inbox.name}"))
    other.issue(person())
    other.fill(WORKED_EXAMPLE).replace(case.path)


def withdrawn(case: Case) -> None:
    with case.bench.open() as office:
        withdraw(office, "E001", case.bench.period, reason="离职", yes=True)


def reissued(case: Case) -> None:
    case.bench.issue(reissue=["E001"], yes=True)


def rotated(case: Case) -> None:
    with case.bench.open() as office:
        rotate_keys(office)


def untouched(case: Case) -> None:
    shutil.copy(case.bench.form("E001"), case.path)


IDENTITY: tuple[Fixture, ...] = (
    *(
        Fixture(f"renamed {name}", f"renamed to {name}", "A", (), renamed(name), name=name)
        for name in (COPY, "E001 (1).xlsx", "最终版.xlsx", "最终版-真的最终.xlsx", "新建 Microsoft Excel 工作表.xlsx")
    ),
    Fixture("identical copy", "an identical copy under another name", "I", (Found("file-duplicate"),), copied,
            notes=True, name=COPY, state="duplicate", valid=True),
    Fixture("saved again", "a copy that was only saved again, with the same entries", "I", (Found("file-duplicate"),),
            resaved, notes=True, name=COPY, state="duplicate", valid=True),
    Fixture("two versions", "two complete versions with different entries", "Q",
            (Found("versions-differ", "ability.rating"),), two_versions),
    Fixture("two versions, the other", "the second of two complete versions: neither wins by its date", "Q",
            (Found("versions-differ", "ability.rating"),), two_versions, name="b.xlsx"),
    Fixture("two raters", "two people have filled in the same form", "Q",
            (Found("versions-differ", "ability.rating"),), two_raters),
    Fixture("superseded", "an incomplete version beside a complete one", "R", (Found("superseded"),),
            incomplete_beside, notes=True, name="b.xlsx", valid=True),
    Fixture("revised", "revised after it was accepted", "Q", (Found("differs-from-accepted", "ability.rating"),),
            accepted_then(lambda case: case.fill(ability__rating=9)), fresh=True),
    Fixture("another month", "the form of another month", "Q", (Found("wrong-period"),), next_month, fresh=True),
    Fixture("older scheme", "the scheme was changed after the form went out: judged as issued", "A", (),
            scheme_changed, fresh=True),
    Fixture("named like another", "another employee's form under this name", "Q", (Found("named-like-another"),),
            other_persons),
    Fixture("forged", "a form number that was not signed here", "T", (Found("token-forged"),),
            lambda case: numbers(case, bitten), total=None, state="refused"),
    Fixture("unknown issuer", "a form number that was not issued here", "Q", (Found("token-unknown"),),
            lambda case: numbers(case, strange)),
    Fixture("another workspace", "a form of another workspace", "Q", (Found("token-unknown"),), another_office),
    Fixture("two people in one file", "the numbers of two people in one file", "Q", (Found("token-conflict"),),
            lambda case: numbers(case, lambda _token: of(case, "E002"), CUSTOM)),
    Fixture("sheet of another", "another person's scorecard pasted in as a sheet", "Q", (Found("token-conflict"),),
            sheet_of_another),
    Fixture("number of nobody beside", "the number of an unknown form beside the genuine one", "Q",
            (Found("token-conflict"),), lambda case: numbers(case, strange, CORE)),
    Fixture("altered in the properties", "the number altered in a property", "T", (Found("token-altered"),),
            lambda case: numbers(case, bitten, CORE)),
    Fixture("altered in a custom property", "the number altered in the custom property", "T",
            (Found("token-altered"),), lambda case: numbers(case, bitten, CUSTOM)),
    Fixture("no core property", "the number lost in the core properties", "A", (),
            lambda case: numbers(case, gone, CORE)),
    Fixture("no custom property", "the number lost in the custom properties", "A", (),
            lambda case: numbers(case, gone, CUSTOM)),
    Fixture("no properties", "the number lost in all properties", "A", (),
            lambda case: numbers(case, gone, f"{CORE}|{CUSTOM}")),
    Fixture("no number left", "no form number left anywhere: proposed from person, period and texts", "Q",
            (Found("form-proposed"),), lambda case: numbers(case, gone)),
    Fixture("foreign", "a workbook of somebody else's", "R", (Found("file-foreign"),),
            lambda case: openpyxl.Workbook().save(case.path)),
    Fixture("withdrawn", "the form was withdrawn", "R", (Found("form-withdrawn"),), withdrawn, fresh=True),
    Fixture("replaced", "the form was replaced by a newer one", "R", (Found("form-replaced"),), reissued, fresh=True),
    Fixture("keys rotated", "the signing key was changed after the form went out", "A", (), rotated, fresh=True),
    Fixture("untouched", "the form as it was sent, nothing filled in", "R", (Found("untouched"),), untouched),
)  # fmt: skip
