"""Whose form a file is: signed numbers decide, names never; what does not belong is set aside or refused."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person, rewrite, text_of
from tests.pipeline.states import codes, files, forms, settled, total
from tests.spots import WORKED, at
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.forms.identity import Keyring
from xlsappraise.issuing.generate import Order, generate
from xlsappraise.product.returned import withdraw
from xlsappraise.returned.accept import accept
from xlsappraise.returned.acknowledge import acknowledge
from xlsappraise.returned.collect import collect
from xlsappraise.returned.inspect import check_files
from xlsappraise.returned.sorting import sort_findings
from xlsappraise.store.start import rotate_keys, start

TOKEN = re.compile(rb"XA1-[0-9A-Z]{10}-[0-9A-Z]{2}-[0-9A-Z]{20}")
EVERYWHERE = r".*\.xml"


def swap(path: Path, parts: str, change: Any) -> None:
    """Change every form number in some parts of a workbook; at least one must be there."""
    seen = []

    def swapped(data: bytes) -> bytes:
        seen.extend(TOKEN.findall(data))
        return TOKEN.sub(lambda m: change(m.group()), data)

    rewrite(path, {parts: swapped})
    assert seen


def other_last(token: bytes) -> bytes:
    """Return a form number with another last character."""
    return token[:-1] + (b"0" if token[-1:] != b"0" else b"1")


def problem(bench: Bench) -> dict[str, Any]:
    """Return the one problem of a period."""
    (found,) = settled(bench)["problems"]
    return dict(found)


def test_a_forged_number_is_tampering_and_names_nobody(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, other_last)
    result = settled(one)
    assert (files(result), forms(result)) == ({"refused": 1}, {"E001": "missing"})
    (found,) = result["problems"]
    assert (found["code"], found["severity"], found["employee_id"]) == ("token-forged", "tampering", None)


def test_every_character_of_the_signature_counts(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    issued = path.read_bytes()

    def bitten(token: bytes, at: int) -> bytes:
        return token[:at] + (b"0" if token[at : at + 1] != b"0" else b"1") + token[at + 1 :]

    for number in range(18, 38):
        path.write_bytes(issued)
        swap(path, EVERYWHERE, lambda token, number=number: bitten(token, number))
        assert [(number, p.code) for p in one.collect().problems] == [(number, "token-forged")]


def test_a_number_of_another_issue_is_unknown_and_set_aside(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, lambda token: b"XA1-ZZZZZZZZZZ" + token[14:])
    result = settled(one)
    assert (files(result), codes(result), forms(result)) == ({"set_aside": 1}, ["token-unknown"], {"E001": "missing"})


def test_one_altered_number_beside_the_genuine_one_is_tampering_that_names_the_place(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    genuine = one.describe(one.form())["document"]
    swap(path, r"docProps/core\.xml", other_last)
    result = settled(one)
    assert (files(result), forms(result), total(result)) == ({"accepted": 1}, {"E001": "valid"}, 76.0)
    (found,) = result["problems"]
    assert (found["code"], found["severity"], found["sheet"]) == ("token-altered", "tampering", "docProps/core.xml")
    assert (found["found"], found["expected"]) == (other_last(genuine.encode()).decode(), genuine)


def test_a_conflict_names_both_numbers_and_where_they_stand(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    token = bench.describe(bench.form("E002"))["document"].encode()
    swap(bench.fill(WORKED_EXAMPLE, "E001"), r"docProps/core\.xml", lambda _token: token)
    result = settled(bench)
    (found,) = result["problems"]
    assert (files(result), found["code"]) == ({"set_aside": 1}, "token-conflict")
    for text in ("docProps/core.xml", "docProps/custom.xml", token.decode()):
        assert text in found["found"]


def test_another_persons_number_in_one_place_is_a_conflict(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    token = bench.describe(bench.form("E002"))["document"].encode()
    path = bench.fill(WORKED_EXAMPLE, "E001")
    swap(path, r"docProps/custom\.xml", lambda _token: token)
    assert codes(settled(bench)) == ["token-conflict"]


@pytest.mark.parametrize("part", [r"docProps/core\.xml", r"docProps/custom\.xml"])
def test_a_number_lost_in_one_place_is_no_matter(one: Bench, part: str) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, part, lambda _token: b"")
    result = settled(one)
    assert (files(result), codes(result), total(result)) == ({"accepted": 1}, [], 76.0)


def test_a_form_without_any_number_is_proposed_and_counts_once_a_person_says_whose_it_is(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    path = bench.fill(WORKED_EXAMPLE)
    token = bench.describe(bench.form())["document"]
    swap(path, EVERYWHERE, lambda _token: b"")
    result = settled(bench)
    (found,) = result["problems"]
    assert (files(result), forms(result)["E001"]) == ({"set_aside": 1}, "missing")
    assert (found["code"], found["expected"], found["found"]) == (
        "form-proposed", token, f"{token} (E001 王小燕, 2026-11)",
    )  # fmt: skip
    with bench.open() as office:
        done = accept(office, path, "主管确认", form=token)
    assert (done.issue.employee_id, done.chosen.reason, done.others) == ("E001", "主管确认", ())
    for _again in range(2):
        result = settled(bench)
        assert (files(result), total(result)) == ({"accepted": 1}, 76.0)
        assert codes(result)[0] == "form-assigned"


def test_a_form_without_a_number_counts_for_one_person_at_a_time(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    path = bench.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, lambda _token: b"")
    bench.edit(
        path,
        lambda sheet: [setattr(sheet[at(name)], "value", "某人") for name in ("top.ratee", "top.raters", "top.number")],
    )
    with bench.open() as office:
        accept(office, path, "误", form="E002")
    assert forms(settled(bench)) == {"E001": "missing", "E002": "valid"}
    with bench.open() as office:
        accept(office, path, "改正", form="E001")
    assert forms(settled(bench)) == {"E001": "valid", "E002": "missing"}
    bench.fill(WORKED_EXAMPLE, "E002", "真.xlsx")
    assert forms(settled(bench)) == {"E001": "valid", "E002": "valid"}


def test_a_form_that_is_printed_for_somebody_else_cannot_be_assigned(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    path = bench.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, lambda _token: b"")
    with bench.open() as office, pytest.raises(Refusal) as caught:
        accept(office, path, "误", form="E002")
    assert [(p.code, text_of(p.expected)) for p in caught.value.problems] == [("form-contradicts", "E002 李梅")]


def test_a_form_without_a_number_may_be_named_by_the_employee(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, lambda _token: b"")
    with one.open() as office:
        assert accept(office, path, "x", form="Ｅ001").issue.employee_id == "E001"
        for unknown in ("E999", "XA1-0000000000-01-00000000000000000000"):
            with pytest.raises(Refusal) as caught:
                accept(office, path, "x", form=unknown)
            assert [p.code for p in caught.value.problems] == ["form-unclear"]


def test_a_form_with_a_number_cannot_be_said_to_be_another(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    path = bench.fill(WORKED_EXAMPLE, "E001")
    with bench.open() as office, pytest.raises(Refusal) as caught:
        accept(office, path, "x", form="E002")
    assert [p.code for p in caught.value.problems] == ["form-is-another"]


def test_another_persons_form_under_this_name_waits_until_somebody_has_looked(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    path = bench.fill(WORKED_EXAMPLE, "E002", bench.form("E001").name)
    result = settled(bench)
    assert (files(result), forms(result)) == ({"set_aside": 1}, {"E001": "missing", "E002": "invalid"})
    (found,) = result["problems"]
    assert (found["code"], found["found"], found["expected"]) == ("named-like-another", "E001 王小燕", "E002 李梅")
    with bench.open() as office:
        accept(office, path, "看过，是李梅的")
    assert forms(settled(bench)) == {"E001": "missing", "E002": "valid"}


def test_a_copy_under_another_persons_name_is_told_and_changes_nothing(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    bench.fill(WORKED_EXAMPLE, "E002")
    shutil.copy(bench.inbox / bench.form("E002").name, bench.inbox / bench.form("E001").name)
    result = settled(bench)
    assert forms(result) == {"E001": "missing", "E002": "valid"}
    told = [(found["code"], found["file"], found["found"]) for found in result["problems"]]
    assert ("named-like-another", bench.form("E001").name, "E001 王小燕") in told
    with bench.open() as office:
        checked = check_files(office, [bench.inbox])
    named = [(p.code, p.file) for one in checked for p in one.problems if p.code == "named-like-another"]
    assert named == [("named-like-another", bench.form("E001").name)]


def test_forms_signed_with_an_older_key_stay_good(bench: Bench) -> None:
    bench.issue(person("E001"))
    before = bench.fill(WORKED_EXAMPLE, "E001", "a.xlsx")
    with bench.open() as office:
        assert rotate_keys(office) == ("02", 1)
    bench.issue(person("E001"), person("E002", name="李梅"))
    bench.fill(WORKED_EXAMPLE, "E002", "b.xlsx")
    tokens = [bench.describe(p)["document"].split("-")[2] for p in (before, bench.form("E002"))]
    assert tokens == ["01", "02"]
    assert forms(settled(bench)) == {"E001": "valid", "E002": "valid"}
    if os.name == "posix":
        assert bench.workspace.keys.stat().st_mode & 0o777 == 0o600


def test_key_names_go_on_after_nine_and_end_after_the_last() -> None:
    ring = Keyring({"09": b"x"})
    assert max(ring.rotated().keys) == "0A"
    assert max(Keyring({"0Z": b"x"}).rotated().keys) == "10"
    with pytest.raises(Refusal) as caught:
        Keyring({"ZZ": b"x"}).rotated()
    assert [p.code for p in caught.value.problems] == ["keys-used-up"]


def test_a_form_of_another_month_is_set_aside(one: Bench) -> None:
    december = Period("month", 2026, 12)
    outbox = one.workspace.outbox(december)
    with one.open() as office:
        generate(office, Order(december, outbox))
    (form,) = outbox.rglob("*.xlsx")
    (one.inbox / "x.xlsx").write_bytes(form.read_bytes())
    found = problem(one)
    assert (found["code"], found["found"], found["expected"]) == ("wrong-period", "2026-12", "2026-11")
    result = settled(one)
    assert (files(result), forms(result)) == ({"set_aside": 1}, {"E001": "missing"})


def test_a_form_of_another_workspace_is_set_aside(one: Bench, tmp_path: Path) -> None:
    other = Bench(start(tmp_path / "别处"))
    other.issue(person())
    path = other.fill(WORKED_EXAMPLE)
    (one.inbox / path.name).write_bytes(path.read_bytes())
    result = settled(one)
    assert (files(result), codes(result), forms(result)) == ({"set_aside": 1}, ["token-unknown"], {"E001": "missing"})


def test_a_withdrawn_form_is_out_of_the_count_and_its_file_refused(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    with bench.open() as office:
        assert [f.person.employee_id for f in withdraw(office, "ｅ001".upper(), bench.period, reason="离职").forms] == [
            "E001"
        ]
    bench.fill(WORKED_EXAMPLE, "E001", "a.xlsx")
    bench.fill(WORKED_EXAMPLE, "E002", "b.xlsx")
    result = settled(bench)
    assert result["counts"] == {"issued": 1, "valid": 1, "incomplete": 0, "invalid": 0, "missing": 0, "withdrawn": 1}
    assert (files(result), forms(result)) == ({"accepted": 1, "refused": 1}, {"E002": "valid"})
    (found,) = result["problems"]
    assert (found["code"], found["file"], found["expected"]) == ("form-withdrawn", "a.xlsx", "离职")


def test_an_accepted_form_may_still_be_withdrawn_once(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    settled(one)
    with one.open() as office:
        withdraw(office, "E001", one.period, reason="调岗", yes=True)
        with pytest.raises(Refusal) as caught:
            withdraw(office, "E001", one.period, reason="调岗", yes=True)
        assert [p.code for p in caught.value.problems] == ["already-withdrawn"]
        with pytest.raises(Refusal) as caught:
            accept(office, path, "x")
        assert [p.code for p in caught.value.problems] == ["form-withdrawn"]
    result = settled(one)
    assert (result["counts"]["issued"], result["counts"]["withdrawn"], result["results"]) == (0, 1, [])
    assert one.issue().issued == []


def test_a_reissued_form_replaces_the_old_one(one: Bench) -> None:
    old = one.form()
    old_token = one.describe(old)["document"]
    kept = one.fill(WORKED_EXAMPLE, name="old.xlsx")
    (issue,) = one.issue(reissue=["E001"], yes=True).issued
    assert issue.filename != old.name
    result = settled(one)
    (found,) = result["problems"]
    assert (found["code"], found["found"], found["expected"]) == ("form-replaced", old_token, issue.token)
    assert (files(result), result["counts"]["issued"], result["counts"]["valid"]) == ({"refused": 1}, 1, 0)
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="new.xlsx")
    result = settled(one)
    assert (files(result), forms(result), total(result)) == ({"accepted": 1, "refused": 1}, {"E001": "valid"}, 78.0)
    with one.open() as office, pytest.raises(Refusal) as caught:
        accept(office, kept, "x")
    assert [p.code for p in caught.value.problems] == ["form-replaced"]


def assigned(bench: Bench, path: Path) -> list[tuple[str, str, str | None, str]]:
    """Say that a file is E001's; return what is told besides notes: (severity, code, cell, message)."""
    with bench.open() as office:
        accept(office, path, "主管确认", form="E001")
    result = settled(bench)
    assert files(result) == {"accepted": 1}
    found = [p for p in result["problems"] if p["severity"] != "note"]
    assert {p["file"] for p in found} == {path.name}
    assert not [p for p in result["problems"] if "{{" in p["message"]]
    return [(p["severity"], p["code"], p["cell"], p["message"]) for p in found]


def test_a_form_that_merely_lost_its_number_is_told_as_assigned_and_nothing_else(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, lambda _token: b"")
    assert [found[:3] for found in assigned(one, path)] == [("warning", "form-assigned", None)]


def test_a_scorecard_alone_in_another_workbook_is_told_as_assigned_and_nothing_else(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)

    def alone(sheet: Any) -> None:
        book = sheet.parent
        for other in book.worksheets[1:]:
            del book[other.title]
        book.properties.subject = None
        book.custom_doc_props.props.clear()

    one.edit(path, alone)
    swap(path, EVERYWHERE, lambda _token: b"")
    assert [found[:3] for found in assigned(one, path)] == [("warning", "form-assigned", None)]


def test_what_else_was_changed_in_a_form_without_a_number_is_told_in_this_persons_words(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)

    def change(sheet: Any) -> None:
        sheet[at("top.ratee")] = "别人（E009）"
        sheet[at("top.raters")] = "考核人　别人"
        sheet.parent.create_sheet("补充说明")["A1"] = "另见"

    one.edit(path, change)
    swap(path, EVERYWHERE, lambda _token: b"")
    found = assigned(one, path)
    assert {told[:3] for told in found} == {
        ("warning", "form-assigned", None), ("warning", "sheet-added", None),
        ("tampering", "locked-cell-changed", at("top.ratee")),
        ("tampering", "locked-cell-changed", at("top.raters")),
    }  # fmt: skip
    assert "王小燕" in next(message for _severity, _code, cell, message in found if cell == at("top.ratee"))


def test_a_deleted_row_is_named_in_this_persons_words(one: Bench) -> None:
    one.edit(one.fill(WORKED_EXAMPLE), lambda sheet: sheet.delete_rows(WORKED.row("top.ratee")))
    (found,) = [p for p in one.collect().problems if p.code == "row-missing"]
    assert (text_of(found.expected), found.cell) == ("王小燕（E001）", WORKED.whole("top.ratee"))
    assert not [p for p in one.collect().problems if "{{" in message_of(p)]


def test_a_copy_of_the_visible_columns_alone_is_sent_back_and_can_be_settled(one: Bench) -> None:
    whole = openpyxl.load_workbook(one.fill(WORKED_EXAMPLE)).worksheets[0]
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in whole.iter_rows(min_col=3):
        for cell in row:
            if cell.data_type != "f" and not TOKEN.search(str(cell.value).encode()):
                page.cell(cell.row, cell.column - 2).value = cell.value
    (path,) = one.inbox.glob("*.xlsx")
    path.unlink()
    part = one.inbox / "王小燕的表.xlsx"
    book.save(part)
    result = settled(one)
    (found,) = result["problems"]
    assert (files(result), forms(result)) == ({"refused": 1}, {"E001": "missing"})
    assert (found["code"], found["expected"]) == ("form-not-whole", "李建国")
    assert "E001 王小燕, 2026-11" in found["found"]
    with one.open() as office:
        assert acknowledge(office, part, "已请主管重发").findings
        findings = sort_findings(office, collect(office, one.period, one.inbox))
    assert [(f.problem.code, f.state) for f in findings if f.problem.file] == [("form-not-whole", "settled")]
