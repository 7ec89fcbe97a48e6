"""Forms are issued once: a second run restores what is gone, overwrites nothing, and a crash is healed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOVEMBER, WORKED_EXAMPLE, Bench, message_of, person, text_of, write_roster
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Refusal
from xlsappraise.issuing import masters
from xlsappraise.issuing import outbox as module
from xlsappraise.issuing.generate import Order, generate
from xlsappraise.issuing.skipped import Skipped, counted
from xlsappraise.results.explain import explain
from xlsappraise.returned.withdraw import Withdrawal, withdraw
from xlsappraise.roster import COLUMNS
from xlsappraise.store.start import start


def forms_of(bench: Bench) -> dict[str, bytes]:
    """Return every file of the outbox by its path."""
    return {p.relative_to(bench.outbox).as_posix(): p.read_bytes() for p in bench.outbox.rglob("*") if p.is_file()}


def issued(bench: Bench) -> list[tuple[str, str]]:
    """Return (employee, state) of every issue in the ledger."""
    with bench.open() as office:
        return [(i.employee_id, i.state) for i in office.ledger.issues(str(bench.period))]


def test_each_person_gets_a_form_in_the_supervisors_folder(bench: Bench) -> None:
    made = bench.issue(person(), person("E002", name="李梅", supervisor="周敏", schemes="家具客服回访专员月度考核表"))
    assert sorted(forms_of(bench)) == [
        "周敏/E002_李梅_furniture-callback_2026-11.xlsx",
        "李建国/E001_王小燕_furniture-callback_2026-11.xlsx",
    ]
    assert [(i.employee_id, i.folder) for i in made.issued] == [("E001", "李建国"), ("E002", "周敏")]
    assert (made.already, made.restored, made.problems, dict(made.skipped)) == (0, [], [], {})
    assert bench.describe(bench.form("E002"))["document"] == made.issued[1].token


def test_a_second_run_issues_nothing_new_and_touches_nothing(one: Bench) -> None:
    before = forms_of(one)
    again = one.issue()
    assert (again.issued, again.restored, again.already, again.problems) == ([], [], 1, [])
    assert forms_of(one) == before
    assert issued(one) == [("E001", "issued")]


def test_only_the_new_person_is_issued(one: Bench) -> None:
    before = forms_of(one)
    again = one.issue(person(), person("E002", name="李梅"))
    assert ([i.employee_id for i in again.issued], again.already) == (["E002"], 1)
    assert before.items() <= forms_of(one).items()


def test_a_deleted_form_is_restored_byte_for_byte(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"))
    before = forms_of(bench)
    bench.form("E002").unlink()
    again = bench.issue()
    assert ([i.employee_id for i in again.restored], again.issued) == (["E002"], [])
    assert forms_of(bench) == before


def test_a_deleted_outbox_is_restored_byte_for_byte(bench: Bench) -> None:
    bench.issue(person(), person("E002", supervisor="周敏"))
    before = forms_of(bench)
    for path in [*bench.outbox.rglob("*.xlsx")]:
        path.unlink()
    for folder in [*bench.outbox.iterdir(), bench.outbox]:
        folder.rmdir()
    bench.issue()
    assert forms_of(bench) == before


def test_an_edited_form_in_the_outbox_is_never_overwritten(one: Bench) -> None:
    path = one.form()
    path.write_bytes(b"mine")
    one.issue(person(), person("E002", name="李梅"))
    assert path.read_bytes() == b"mine"
    assert one.issue().restored == []


def test_a_file_that_appears_meanwhile_is_never_overwritten(one: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = one.form(), module.stamp
    path.unlink()

    def slowly(*args: Any) -> bytes:
        path.write_bytes(b"mine")
        return real(*args)

    monkeypatch.setattr(module, "stamp", slowly)
    one.issue()
    assert path.read_bytes() == b"mine"


def test_restored_forms_do_not_follow_a_changed_scheme_or_roster(one: Bench) -> None:
    before = forms_of(one)
    own = one.workspace.schemes / "own.toml"
    shipped = Path(module.__file__).parents[2] / "templates" / "furniture-callback.toml"
    own.write_text(
        shipped.read_text(encoding="utf-8")
        .replace("points = 20", "points = 25", 1)
        .replace("points = 20", "points = 15", 1),
        encoding="utf-8",
    )
    one.form().unlink()
    again = one.issue(person(department="另一部", supervisor="周敏"))
    assert forms_of(one) == before
    assert [(p.code, p.severity, p.employee_id) for p in again.problems] == [
        ("roster-employee-changed", "note", "E001"),
        ("roster-employee-changed", "note", "E001"),
        ("change-edition", "note", "E001"),
    ]
    assert [(text_of(p.found), text_of(p.expected)) for p in again.problems[:2]] == [
        ("客服一部", "另一部"),
        ("李建国", "周敏"),
    ]
    assert all("--reissue E001" in message_of(p) for p in again.problems)
    one.fill(WORKED_EXAMPLE)
    assert one.summarize().as_dict()["results"][0]["total"] == 76.0


def test_a_mistake_holds_back_its_own_person_alone(bench: Bench) -> None:
    made = bench.issue(person(), person("E002", name="李梅", schemes="没有这个"))
    assert [(p.code, p.cell, p.employee_id) for p in made.problems] == [("roster-unknown-scheme", "E3", "E002")]
    assert [i.employee_id for i in made.issued] == ["E001"]
    assert made.skipped == [Skipped("E002", "李梅", "mistake")]
    again = bench.issue(person(), person("E002", name="李梅"))
    assert [i.employee_id for i in again.issued] == ["E002"]
    assert again.problems == [], "a corrected row is no new person"


def test_new_is_who_was_missing_in_the_list_of_the_last_run(bench: Bench) -> None:
    """E002 had no form yet, because the first run was for E001 alone."""
    bench.issue(person(), person("E002", name="李梅"), only=["E001"])
    made = bench.issue(person(), person("E002", name="李梅"), person("E003", name="赵强"))
    assert [i.employee_id for i in made.issued] == ["E002", "E003"]
    assert [(p.code, p.employee_id) for p in made.problems] == [("change-new", "E003")]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([person(), person("e001", name="李梅")], "roster-duplicate-employee"),
        ([person(), person(1234567890123456, name="李梅")], "roster-number-rounded"),
    ],
)
def test_nothing_is_issued_while_the_numbers_of_the_roster_are_uncertain(
    rows: list[dict[str, Any]], code: str, bench: Bench
) -> None:
    made = bench.issue(*rows)
    assert [p.code for p in made.problems] == [code]
    assert (made.issued, issued(bench), bench.outbox.exists()) == ([], [], False)


def test_nothing_is_issued_while_a_heading_cannot_be_read(bench: Bench) -> None:
    write_roster(bench.workspace.roster, [person()], [title for title in COLUMNS.values() if title != "姓名"])
    made = bench.issue()
    assert [p.code for p in made.problems] == ["roster-missing-column"]
    assert (made.issued, issued(bench), bench.outbox.exists()) == ([], [], False)


def test_only_issues_those_named_whatever_is_wrong_elsewhere(bench: Bench) -> None:
    rows = [person(), person("E002", schemes="没有这个"), person("E003", name="赵强")]
    made = bench.issue(*rows, only=["ｅ003".upper(), "E001"])
    assert sorted(i.employee_id for i in made.issued) == ["E001", "E003"]
    assert made.problems == []
    assert [p.code for p in bench.issue(only=["E002"]).problems] == ["roster-unknown-scheme"]
    assert sorted(issued(bench)) == [("E001", "issued"), ("E003", "issued")]


def test_only_restores_nobody_else(bench: Bench) -> None:
    bench.issue(person(), person("E002", name="李梅"))
    for number in ("E001", "E002"):
        bench.form(number).unlink()
    assert [i.employee_id for i in bench.issue(only=["E002"]).restored] == ["E002"]


def test_reissue_replaces_the_form_and_keeps_the_old_file_apart(one: Bench) -> None:
    old = one.form()
    old_bytes = old.read_bytes()
    made = one.issue(reissue=["E001"])
    assert [i.filename for i in made.issued] == ["E001_王小燕_furniture-callback_2026-11_2.xlsx"]
    assert issued(one) == [("E001", "replaced"), ("E001", "issued")]
    kept = one.workspace.voided(one.period) / old.parent.name / old.name
    assert (kept.read_bytes(), old.exists()) == (old_bytes, False)
    assert one.describe(one.form())["document"] == made.issued[0].token
    assert (one.issue().restored, one.issue().issued) == ([], [])
    assert kept.exists() and not old.exists()


def test_people_on_leave_and_other_kinds_of_period_are_counted(bench: Bench) -> None:
    made = bench.issue(
        person(),
        person("E002", status="离职"),
        person("E003", status="休假"),
        person("E004", status="试用", name="赵强"),
    )
    assert [i.employee_id for i in made.issued] == ["E001", "E004"]
    assert counted(made.skipped) == {"离职": 1, "休假": 1}
    assert [(one.employee_id, one.reason) for one in made.skipped] == [("E002", "离职"), ("E003", "休假")]
    with bench.open() as office:
        quarter = generate(office, Order(Period("quarter", 2026, 4), bench.outbox))
    assert (quarter.issued, counted(quarter.skipped)["period"]) == ([], 2)


def broken(*_args: Any, **_more: Any) -> Any:
    """Stand in for a writer on a full disk."""
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["stamp", "_move_in"])
def test_the_ledger_is_kept_and_the_next_run_writes_what_is_missing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, step, broken)
        with pytest.raises(Refusal) as caught:
            bench.issue(person(), person("E002", name="李梅", supervisor="周敏"))
    (problem,) = caught.value.problems
    assert (problem.code, text_of(problem.found)) == ("file-not-writable", "the disk is full")
    assert issued(bench) == [("E001", "issued"), ("E002", "issued")]
    assert [p.name for p in bench.outbox.iterdir()] == []
    healed = bench.issue()
    assert ([i.employee_id for i in healed.restored], healed.issued) == (["E001", "E002"], [])
    assert bench.describe(bench.form("E002"))["document"] == healed.restored[1].token


class Killed(BaseException):
    """The process ends here."""


def test_a_run_that_was_killed_half_way_is_finished_by_the_next(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real, made = module.stamp, []

    def dying(*args: Any) -> bytes:
        if made:
            raise Killed
        made.append(1)
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(module, "stamp", dying)
        with pytest.raises(Killed):
            bench.issue(person(), person("E002", name="李梅"))
    assert forms_of(bench) == {}
    assert len(bench.issue().restored) == 2
    assert len(forms_of(bench)) == 2


def test_a_run_that_fails_before_the_ledger_is_written_leaves_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(masters, "freeze", broken)
        with pytest.raises(OSError, match="No space"):
            bench.issue(person())
    assert (issued(bench), bench.outbox.exists()) == ([], False)
    assert len(bench.issue().issued) == 1


def test_the_same_roster_elsewhere_gives_other_numbers(bench: Bench, tmp_path: Path) -> None:
    other = Bench(start(tmp_path / "别处"))
    tokens = [b.issue(person()).issued[0].token for b in (bench, other)]
    assert tokens[0] != tokens[1]


def codes(call: Any) -> list[str]:
    """Return the codes for which a call is refused."""
    with pytest.raises(Refusal) as caught:
        call()
    return [p.code for p in caught.value.problems]


def test_what_was_not_issued_is_refused(one: Bench) -> None:
    assert codes(lambda: one.issue(only=["E009"])) == ["employee-unknown"]
    assert codes(lambda: one.issue(reissue=["E001", "E009"])) == ["employee-unknown"]
    assert issued(one) == [("E001", "issued")]
    with one.open() as office:
        assert codes(lambda: explain(office, "E009", NOVEMBER)) == ["form-not-found"]
        assert codes(lambda: explain(office, "E001", Period("month", 2026, 10))) == ["period-not-issued"]
    assert codes(Bench(one.workspace, Period("month", 2026, 10)).summarize) == ["period-not-issued"]
    assert codes(lambda: one.summarize(inbox=one.inbox / "weg")) == ["folder-not-found"]


def test_a_missing_roster_is_refused_and_two_runs_never_meet(one: Bench) -> None:
    one.steps = None  # what was done before needs no lock
    with one.open():
        assert codes(one.issue) == ["workspace-busy"]
        assert codes(lambda: one.summarize()) == ["workspace-busy"]
    one.workspace.roster.unlink()
    assert codes(one.issue) == ["file-not-found"]
    write_roster(one.workspace.roster, [])
    assert [p.code for p in one.issue().problems] == ["roster-empty"]


def test_a_withdrawn_form_is_named_where_its_person_gets_none(one: Bench) -> None:
    with one.open() as office:
        withdraw(office, Withdrawal(["E001"], one.period, "主管写错"))
    again = one.issue(person(supervisor="周敏"))
    assert [(s.employee_id, s.why) for s in again.skipped] == [("E001", "withdrawn")]
    (found,) = [p for p in again.problems if p.code == "form-withdrawn-before"]
    assert (found.severity, found.employee_id, text_of(found.expected)) == ("warning", "E001", "主管写错")
    assert "xlsappraise generate 2026-11 --reissue E001 --scheme furniture-callback" in message_of(found)
    assert (again.issued, again.already) == ([], 0)
