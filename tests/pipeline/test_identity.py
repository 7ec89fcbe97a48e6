"""Whose form a file is: signed numbers decide, names never; what does not belong is set aside or refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person, rewrite
from tests.pipeline.states import codes, files, forms, settled, total
from xlsappraise.period import Period
from xlsappraise.pipeline.decide import accept, withdraw
from xlsappraise.pipeline.generate import Order, generate
from xlsappraise.pipeline.start import start
from xlsappraise.problems import Refusal

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

    for at in range(18, 38):
        path.write_bytes(issued)
        swap(path, EVERYWHERE, lambda token, at=at: bitten(token, at))
        assert [(at, p.code) for p in one.collect().problems] == [(at, "token-forged")]


def test_a_number_of_another_issue_is_unknown_and_set_aside(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, lambda token: b"XA1-ZZZZZZZZZZ" + token[14:])
    result = settled(one)
    assert (files(result), codes(result), forms(result)) == ({"set_aside": 1}, ["token-unknown"], {"E001": "missing"})


def test_one_changed_place_is_a_conflict_that_names_both_numbers(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, r"docProps/core\.xml", other_last)
    result = settled(one)
    assert (files(result), codes(result), forms(result)) == ({"set_aside": 1}, ["token-conflict"], {"E001": "missing"})
    found = result["problems"][0]["found"]
    assert "docProps/core.xml" in found
    assert "docProps/custom.xml" in found


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


def test_a_workbook_without_any_number_is_foreign(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE)
    swap(path, EVERYWHERE, lambda _token: b"")
    result = settled(one)
    assert (codes(result), forms(result)) == (["file-foreign"], {"E001": "missing"})


def test_another_persons_form_under_this_name_is_theirs(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002", name="李梅"))
    bench.fill(WORKED_EXAMPLE, "E002", bench.form("E001").name)
    assert forms(settled(bench)) == {"E001": "missing", "E002": "valid"}


def test_a_form_of_another_month_is_set_aside(one: Bench) -> None:
    december = Period("month", 2026, 12)
    outbox = one.workspace.outbox(december)
    with one.open() as office:
        generate(office, Order(december, one.workspace.roster, outbox))
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
        assert [i.employee_id for i in withdraw(office, "ｅ001".upper(), bench.period, "离职")] == ["E001"]
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
        withdraw(office, "E001", one.period, "调岗")
        with pytest.raises(Refusal) as caught:
            withdraw(office, "E001", one.period, "调岗")
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
    (issue,) = one.issue(reissue=["E001"]).issued
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
