"""What HR has seen stays settled, until another version comes in: acknowledge, status, the marked copies."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook.defined_name import DefinedName

from tests.cli.test_help import Done, run
from tests.conftest import NOVEMBER, WORKED_EXAMPLE, Bench, person
from xlsappraise.base.period import Period
from xlsappraise.base.text import units

POINTS = "F8"
INCOMPLETE = {**WORKED_EXAMPLE, "ability.rating": None}


def at(bench: Bench, *arguments: str, language: str = "en") -> Done:
    return run(*arguments, language=language, cwd=bench.workspace.root)


def status(bench: Bench, period: str = "2026-11") -> dict[str, Any]:
    return dict(json.loads(at(bench, "status", period, "--json").stdout))


def found(bench: Bench, kind: str, period: str = "2026-11") -> list[tuple[str, str]]:
    return [(one["code"], one["file"]) for one in status(bench, period)[kind]]


def tampered(bench: Bench, points: int = 30, name: str = "a.xlsx") -> Path:
    path = bench.fill(WORKED_EXAMPLE, name=name)

    def change(sheet: Any) -> None:
        sheet[POINTS] = points

    return bench.edit(path, change)


def test_tampering_that_hr_has_seen_is_settled_until_another_version_comes_in(one: Bench) -> None:
    tampered(one)
    assert at(one, "summarize", "2026-11").returncode == 1
    told = at(one, "status", "2026-11")
    assert "a.xlsx  E001 王小燕" in told.stderr
    (command,) = re.findall("→ xlsappraise (.*)", told.stderr)
    assert (told.returncode, command) == (1, "acknowledge a.xlsx")
    assert at(one, *command.split(), "--reason", "已与主管核对").returncode == 0
    assert (found(one, "decisions"), found(one, "settled")) == ([], [("locked-cell-changed", "a.xlsx")])
    assert at(one, "status", "2026-11").returncode == 0
    assert at(one, "summarize", "2026-11").returncode == 0
    tampered(one, points=40)
    assert ("locked-cell-changed", "a.xlsx") in found(one, "decisions")


def test_an_acknowledged_finding_covers_no_other_of_the_same_file(one: Bench) -> None:
    """A later program may find more in the same content."""
    tampered(one)
    at(one, "acknowledge", "a.xlsx", "--reason", "x")
    with one.open() as office:
        from xlsappraise.returned.collect import collect
        from xlsappraise.returned.sorting import sort_findings

        collection = collect(office, NOVEMBER, one.inbox)
        (old,) = [p for p in collection.problems if p.code == "locked-cell-changed"]
        from dataclasses import replace

        other = replace(old, place=replace(old.place, cell="F9"))
        states = [finding.state for finding in sort_findings(office, collection, [old, other])]
    assert states == ["settled", "open"]


def test_what_was_acknowledged_is_in_the_history_and_can_be_undone(one: Bench) -> None:
    tampered(one)
    for language, word in (("en", "acknowledged  a.xlsx: 与主管核对"), ("zh_CN", "已确认  a.xlsx: 与主管核对")):
        done = at(one, "acknowledge", str(one.inbox / "a.xlsx"), "--reason", "与主管核对", language=language)
        assert done.returncode == 0, done.stderr
        again = at(one, "acknowledge", "a.xlsx", "--reason", "x")
        assert again.returncode == 2 and "[already-acknowledged]" in again.stderr and "与主管核对" in again.stderr
        history = at(one, "explain", "E001", "2026-11", language=language).stdout
        assert re.search(r"  \d{4}-\d\d-\d\d \d\d:\d\d  " + word, history), history
        assert at(one, "acknowledge", "a.xlsx", "--undo", language=language).returncode == 0
        assert found(one, "decisions") == [("locked-cell-changed", "a.xlsx")]
    undone = at(one, "acknowledge", "a.xlsx", "--undo")
    assert undone.returncode == 2 and "[not-acknowledged]" in undone.stderr
    words = {"en": "open again  a.xlsx", "zh_CN": "重新处理  a.xlsx"}
    assert all(text in at(one, "explain", "E001", "2026-11", language=name).stdout for name, text in words.items())


def test_a_reason_is_needed(one: Bench) -> None:
    tampered(one)
    for arguments in ((), ("--reason", "  ")):
        assert at(one, "acknowledge", "a.xlsx", *arguments).returncode == 2
    assert found(one, "settled") == []


def test_a_settled_list_says_why(one: Bench) -> None:
    tampered(one)
    at(one, "acknowledge", "a.xlsx", "--reason", "与主管核对")
    for language, text in (("en", "acknowledged on 20"), ("zh_CN", " 已确认：与主管核对")):
        listed = at(one, "status", "2026-11", "--settled", language=language).stdout
        assert text in listed and "a.xlsx  E001 王小燕" in listed
    assert "--settled" in at(one, "status", "2026-11").stderr


def test_versions_that_differ_are_decided_by_accept_alone(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    refused = at(one, "acknowledge", "b.xlsx", "--reason", "x")
    assert refused.returncode == 2 and "[acknowledge-waits]" in refused.stderr
    assert "xlsappraise accept b.xlsx --reason …" in refused.stderr
    assert [one["choices"] for one in status(one)["decisions"]] == [
        ["xlsappraise accept a.xlsx --reason …"], ["xlsappraise accept b.xlsx --reason …"]
    ]  # fmt: skip
    assert at(one, "accept", "b.xlsx", "--reason", "主管确认").returncode == 0
    assert (found(one, "decisions"), found(one, "settled")) == ([], [("version-declined", "a.xlsx")])


def test_an_accepted_file_with_tampering_was_seen(one: Bench) -> None:
    tampered(one)
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    assert at(one, "accept", "a.xlsx", "--reason", "主管确认").returncode == 0
    assert found(one, "decisions") == []
    assert ("locked-cell-changed", "a.xlsx") in found(one, "settled")


def test_a_form_of_another_month_is_settled_once_its_month_has_it(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    assert at(one, "generate", "2026-12").returncode == 0
    other = one.workspace.inbox(Period.parse("2026-12")) / "old.xlsx"
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(path.read_bytes())
    assert found(one, "decisions", "2026-12") == [("wrong-period", "old.xlsx")]
    at(one, "summarize", "2026-11")
    assert (found(one, "decisions", "2026-12"), found(one, "settled", "2026-12")) == (
        [], [("wrong-period", "old.xlsx")],
    )  # fmt: skip
    other.write_bytes(one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx").read_bytes())
    assert found(one, "decisions", "2026-12") == [("wrong-period", "old.xlsx")]
    assert at(one, "acknowledge", str(other), "--reason", "上月的").returncode == 0
    assert found(one, "decisions", "2026-12") == []


def test_refusals_of_a_form_that_is_complete_now_are_settled(one: Bench) -> None:
    one.fill(INCOMPLETE, name="a.xlsx")
    (waiting,) = status(one)["decisions"]
    assert (waiting["code"], waiting["file"], waiting["choices"]) == ("missing-input", "a.xlsx", [])
    one.fill(WORKED_EXAMPLE, name="b.xlsx")
    assert (found(one, "decisions"), found(one, "settled")) == ([], [("superseded", "a.xlsx")])


def test_a_file_for_a_withdrawn_form_is_settled(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    assert at(one, "withdraw", "E001", "2026-11", "--reason", "离职", "--yes").returncode == 0
    assert (found(one, "decisions"), found(one, "settled")) == ([], [("form-withdrawn", "a.xlsx")])


def test_a_file_that_is_no_form_is_acknowledged_by_its_content(one: Bench) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.save(one.inbox / "别的.xlsx")
    assert found(one, "decisions") == [("file-foreign", "别的.xlsx")]
    assert at(one, "acknowledge", "别的.xlsx", "--reason", "与考核无关").returncode == 0
    assert found(one, "decisions") == []
    (one.inbox / "别的.xlsx").rename(one.inbox / "改名.xlsx")
    assert (found(one, "decisions"), found(one, "settled")) == ([], [("file-foreign", "改名.xlsx")])


@pytest.mark.parametrize("name", ["weg.xlsx", "2026-11/outbox"])
def test_what_cannot_be_acknowledged_is_named(one: Bench, name: str) -> None:
    done = at(one, "acknowledge", name, "--reason", "x")
    assert done.returncode == 2
    assert ("[file-not-found]" if name == "weg.xlsx" else "[file-not-in-inbox]") in done.stderr


def test_a_file_in_an_archive_is_acknowledged_by_the_name_that_messages_give_it(one: Bench) -> None:
    path = tampered(one)
    with zipfile.ZipFile(one.inbox / "forms.zip", "w") as parcel:
        parcel.write(path, "x.xlsx")
    path.unlink()
    assert found(one, "decisions") == [("locked-cell-changed", "forms.zip › x.xlsx")]
    assert at(one, "acknowledge", "forms.zip › x.xlsx", "--reason", "x").returncode == 0
    assert found(one, "decisions") == []


def test_nothing_to_acknowledge_is_said(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    done = at(one, "acknowledge", "a.xlsx", "--reason", "x")
    assert done.returncode == 2 and "[nothing-to-acknowledge]" in done.stderr


def test_an_accepted_file_that_is_gone_is_acknowledged_by_its_name(one: Bench) -> None:
    path = tampered(one)
    at(one, "summarize", "2026-11")
    path.unlink()
    assert found(one, "decisions") == [("locked-cell-changed", "a.xlsx")]
    assert at(one, "acknowledge", "a.xlsx", "--reason", "x").returncode == 0
    assert found(one, "decisions") == []


def test_an_acknowledgement_makes_no_book_outdated(one: Bench) -> None:
    tampered(one)
    at(one, "summarize", "2026-11")
    at(one, "acknowledge", "a.xlsx", "--reason", "x")
    assert "summary.xlsx" not in at(one, "status", "2026-11").stderr


# Marked copies


def copies(bench: Bench) -> dict[str, list[str]]:
    folder = bench.workspace.root / "2026-11" / "corrections"
    settled = {path.name for path in folder.glob("settled/*/*.xlsx")}
    return {"open": sorted(p.name for p in folder.glob("李*/*.xlsx")), "settled": sorted(settled)}


def test_copies_hold_what_is_open_and_the_rest_is_kept_apart(one: Bench) -> None:
    one.fill(INCOMPLETE, name="a.xlsx")
    at(one, "summarize", "2026-11")
    (name,) = copies(one)["open"]
    notes = one.workspace.root / "2026-11" / "corrections" / "李建国" / "我的笔记.xlsx"
    notes.write_bytes(b"mine")
    one.fill(WORKED_EXAMPLE, name="b.xlsx")
    at(one, "summarize", "2026-11")
    assert copies(one) == {"open": ["我的笔记.xlsx"], "settled": [name]}
    assert notes.read_bytes() == b"mine"


def test_the_copy_of_an_acknowledged_file_moves_and_comes_back(one: Bench) -> None:
    one.fill(INCOMPLETE, name="a.xlsx")
    at(one, "summarize", "2026-11")
    (name,) = copies(one)["open"]
    at(one, "acknowledge", "a.xlsx", "--reason", "主管休假")
    at(one, "summarize", "2026-11")
    assert copies(one) == {"open": [], "settled": [name]}
    at(one, "acknowledge", "a.xlsx", "--undo")
    at(one, "summarize", "2026-11")
    assert copies(one) == {"open": [name], "settled": []}


def test_another_copy_never_takes_the_name_of_a_settled_one(one: Bench) -> None:
    path = one.fill(INCOMPLETE, name="a.xlsx")
    at(one, "summarize", "2026-11")
    (name,) = copies(one)["open"]
    path.unlink()
    one.fill({**WORKED_EXAMPLE, "attitude.rating": None}, name="b.xlsx")
    at(one, "summarize", "2026-11")
    found = copies(one)
    assert found["settled"] == [name] and len(found["open"]) == 1 and name not in found["open"]


# The screen


def test_status_in_80_columns_wraps_and_names_everybody(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    names = [f"欧阳张丽华美{n}" for n in range(6)]
    bench.issue(*(person(f"CS-2026-{n:05d}", name=name) for n, name in enumerate(names)))
    for language in ("en", "zh_CN"):
        lines = at(bench, "status", "2026-11", language=language).stdout.splitlines()
        table = [line for line in lines if line.startswith("│")]
        assert {units(re.sub("[│┃]", "|", line)) for line in table} <= set(range(81))
        for n, name in enumerate(names):
            assert any(f"CS-2026-{n:05d} {name}" in line for line in table)


def test_check_counts_what_needs_nothing_and_shows_no_codes(one: Bench) -> None:
    path = one.fill({**WORKED_EXAMPLE, "ability.rating": 70}, name="a.xlsx")

    def change(sheet: Any) -> None:
        sheet.protection.sheet = False

    one.edit(path, change)
    done = at(one, "check", str(path))
    codes = [p["code"] for p in json.loads(at(one, "check", str(path), "--json").stdout)["problems"]]
    assert {"protection-removed", "out-of-range"} <= set(codes)
    assert "protection" not in done.stderr and "[" not in done.stderr
    assert one.cell("ability.rating") in done.stderr
    assert f"{len(codes) - 1} notes besides" in done.stderr


def test_check_names_what_rides_along(one: Bench) -> None:
    """No honest program brings a link or a name that asks a server, so neither counts among the notes."""
    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")

    def change(sheet: Any) -> None:
        sheet[one.cell("ability.rating")].hyperlink = "http://example.com/x"
        sheet.parent.defined_names["a"] = DefinedName("a", attr_text='_xlfn.WEBSERVICE("http://example.com")')

    one.edit(path, change)
    done = at(one, "check", str(path))
    assert "http://example.com/x" in done.stderr
    assert "formulas that reach out of the workbook" in done.stderr


def test_whoever_is_at_the_terminal_is_asked_for_the_reason_and_a_script_is_refused(
    one: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered(one)
    assert at(one, "summarize", "2026-11").returncode == 1
    refused = at(one, "acknowledge", "a.xlsx")
    assert refused.returncode == 2 and "A reason is needed" in refused.stderr
    answers = iter(["", " ", "已与主管核对"])
    monkeypatch.setattr("xlsappraise.cli.decisions.attended", lambda: True)
    monkeypatch.setattr("xlsappraise.cli.questions.click.prompt", lambda *_text, **_options: next(answers))
    assert at(one, "acknowledge", "a.xlsx").returncode == 0
    (settled,) = status(one)["settled"]
    assert settled["code"] == "locked-cell-changed" and "已与主管核对" in json.dumps(settled, ensure_ascii=False)
    assert list(answers) == []


def test_of_a_form_that_goes_back_nothing_is_to_be_acknowledged(one: Bench) -> None:
    """The supervisor corrects it, and what is asked besides goes back with it."""
    values = {**INCOMPLETE, "callback_rate.actual": 60}
    one.fill(values, name="a.xlsx")
    assert at(one, "summarize", "2026-11").returncode == 1
    told = at(one, "status", "2026-11").stderr
    assert "is blank" in told and "more than there was to do" in told and "acknowledge" not in told


def test_check_says_that_a_file_lies_in_the_inbox_of_another_period(one: Bench) -> None:
    source = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    other = one.workspace.inbox(Period.parse("2026-12"))
    other.mkdir(parents=True)
    (other / "b.xlsx").write_bytes(source.read_bytes())
    with zipfile.ZipFile(other / "c.zip", "w") as parcel:
        parcel.write(source, "d.xlsx")
    (one.workspace.root / "e.xlsx").write_bytes(source.read_bytes())
    done = at(one, "check", "2026-12/inbox", "2026-11/inbox", "e.xlsx", "--json")
    told = [(p["code"], p["file"], p["found"], p["expected"]) for p in json.loads(done.stdout)["problems"]]
    assert told == [
        ("wrong-period", "b.xlsx", "2026-11", "2026-12"),
        ("wrong-period", "c.zip › d.xlsx", "2026-11", "2026-12"),
    ]
    assert done.returncode == 1
