"""What is issued, to whom, once; and what keeps a run from issuing the wrong thing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, person
from xlsappraise.base import files
from xlsappraise.base.problems import Refusal
from xlsappraise.base.resources import resource


def own_scheme(bench: Bench, old: str, new: str) -> Path:
    text = (resource("templates") / "furniture-callback.toml").read_text(encoding="utf-8")
    assert old in text
    path = bench.workspace.schemes / "own.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_faulty_own_scheme_never_lets_the_shipped_one_go_out(bench: Bench) -> None:
    own_scheme(bench, 'no_target = "full"', 'no_target = "fulll"')
    result = bench.issue(person(), person("E002", schemes="presales-weighted"))
    assert [issue.employee_id for issue in result.issued] == ["E002"]
    assert [p.code for p in result.problems if p.file == "own.toml"] == ["scheme-bad-value"]
    assert [p.employee_id for p in result.problems if p.code == "roster-scheme-faulty"] == ["E001"]


def test_two_editions_of_a_scheme_keep_their_own_criteria_and_ranks(bench: Bench) -> None:
    bench.issue(person("E001"))
    own_scheme(bench, 'id = "ability"', 'id = "skill"')
    bench.issue(person("E001"), person("E002"))
    bench.fill(WORKED_EXAMPLE, "E001")
    bench.fill({k.replace("ability", "skill"): v for k, v in WORKED_EXAMPLE.items()}, "E002")
    done = bench.settle()
    rows = {r["employee_id"]: r for r in done.as_dict()["results"]}
    assert [(r["scheme"], r["total"], r["rank"]) for r in rows.values()] == [("furniture-callback", 76.0, 1)] * 2
    assert rows["E001"]["criteria"]["ability"] == 7.0 and rows["E002"]["criteria"]["skill"] == 7.0
    assert len(done.results.schemes) == 2


def test_a_number_given_twice_is_issued_once(bench: Bench) -> None:
    assert len(bench.issue(person(), only=["E001", "Ｅ００１", "E001"], reissue=["E001"]).issued) == 1
    assert len(bench.issue(only=["E001"], reissue=["E001", "E001"]).issued) == 1


@pytest.mark.parametrize("names", [("A/B", "A\\B"), ("a", "A"), ("李:", "李?")])
def test_supervisors_whose_names_look_alike_to_a_file_system_have_folders_of_their_own(
    bench: Bench, names: tuple[str, str]
) -> None:
    issued = bench.issue(person("E001", supervisor=names[0]), person("E002", supervisor=names[1])).issued
    assert len({i.folder.casefold() for i in issued}) == 2
    again = bench.issue(
        person("E001", supervisor=names[0]), person("E002", supervisor=names[1]), person("E003", supervisor=names[1])
    )
    assert [i.folder for i in again.issued] == [issued[1].folder]


def test_nothing_is_made_for_a_period_without_schemes(bench: Bench) -> None:
    from tests.conftest import write_roster
    from xlsappraise.base.period import Period
    from xlsappraise.issuing.generate import Order, generate
    from xlsappraise.issuing.skipped import counted

    quarter = Period.parse("2026-Q4")
    write_roster(bench.workspace.roster, [person()])
    with bench.open() as office:
        result = generate(office, Order(quarter, bench.workspace.outbox(quarter)))
    assert (result.issued, counted(result.skipped)) == ([], {"period": 1})
    assert not (bench.workspace.root / "2026-Q4").exists()


def test_a_lost_ledger_is_not_replaced_by_an_empty_one(one: Bench) -> None:
    one.workspace.ledger.unlink()
    with pytest.raises(Refusal) as refused, one.open():
        pass
    assert [p.code for p in refused.value.problems] == ["ledger-missing"]
    assert not one.workspace.ledger.exists()


def test_two_runs_at_once_are_kept_apart(one: Bench) -> None:
    with files.exclusive_lock(one.workspace.lock), pytest.raises(Refusal) as refused, one.open():
        pass
    assert [p.code for p in refused.value.problems] == ["workspace-busy"]


def test_leftovers_of_a_killed_run_are_swept(one: Bench) -> None:
    stale = one.outbox / ".~issuing-stale"
    stale.mkdir()
    (stale / "half.xlsx").write_bytes(b"half")
    one.issue(person("E001"), person("E002"))
    assert not stale.exists()
    assert sorted(p.name for p in one.outbox.rglob("*") if p.is_file()) == [
        "E001_王小燕_furniture-callback_2026-11.xlsx",
        "E002_王小燕_furniture-callback_2026-11.xlsx",
    ]


def test_files_for_others_can_be_read_by_them_and_the_key_cannot(one: Bench) -> None:
    one.summarize()
    mask = os.umask(0o022)
    os.umask(mask)
    summary = one.workspace.summary(one.period)
    assert summary.stat().st_mode & 0o777 == 0o666 & ~mask
    assert one.form().stat().st_mode & 0o777 == 0o666 & ~mask
    assert one.workspace.keys.stat().st_mode & 0o777 == 0o600
