"""A workspace of 0.1.0 is opened and read on: ``workspace-0.1.0.zip``, made by ``recipe.py`` with commit b0ef701.

The recipe, in Chinese throughout: eleven people. ``generate 2026-11 --prefill``: nine furniture-callback forms (E008
with figures filled in), one installation-follow-up (E007, a table); ``generate 2026-Q4``: the own forms of
supervisor-360-quarterly about E011. ``history import``: E001 in 2026-10. Returned: E001 and E007 valid, E002
incomplete, E003 invalid, E004 tampered with, E005 and E010 two versions each, E006 withdrawn, E008 valid, E009 nothing,
a file that is no workbook, of E011's forms two. E010's second version accepted, then ``summarize``, ``status``,
``explain`` and ``pay`` recorded in ``said-by-0.1.0.json``, whose messages are in today's words. The outbox, marked
copies and summaries are left out;
returned files are taken from the archive.
"""

from __future__ import annotations

import json
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.store.recipe import MONTH, OWN, QUARTER, WORKED
from xlsappraise.base.catalogue import plausibility
from xlsappraise.base.problems import Refusal
from xlsappraise.cli import cli
from xlsappraise.store.ledger import Ledger
from xlsappraise.store.office import opened
from xlsappraise.store.workspace import Workspace

HERE = Path(__file__).parent
SAID: dict[str, Any] = json.loads((HERE / "said-by-0.1.0.json").read_text(encoding="utf-8"))
Run = Callable[..., Result]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The workspace as 0.1.0 left it, with its inboxes."""
    root = tmp_path / "考核"
    with zipfile.ZipFile(HERE / "workspace-0.1.0.zip") as packed:
        packed.extractall(root)
    for name, digest in SAID["inbox"].items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / ".xlsappraise" / "archive" / digest[:2] / digest, target)
    return root


@pytest.fixture
def run(old: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what gives a command in the workspace, in Chinese."""
    monkeypatch.chdir(old)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()

    def give(*arguments: str) -> Result:
        done = CliRunner().invoke(cli, [arguments[0], "--lang", "zh_CN", *arguments[1:]])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert done.exit_code in (0, 1), done.output
        return done

    return give


def summarized(run: Run, old: Path, period: str) -> dict[str, Any]:
    run("summarize", period, "--json", "result.json")
    return _without_paths((old / "result.json").read_text(encoding="utf-8"), old)


def _without_paths(text: str, old: Path) -> dict[str, Any]:
    return json.loads(text.replace(str(old), "@"))


@pytest.mark.parametrize("period", [MONTH, QUARTER])
def test_summarize_gives_the_same_counts_results_and_problems_twice(run: Run, old: Path, period: str) -> None:
    first = summarized(run, old, period)
    said = SAID[f"summarize {period}"]
    for name in ("counts", "files", "results"):
        assert first[name] == said[name]
    later = {*plausibility.MESSAGES, "no-marked-copy"}
    assert [p for p in first["problems"] if p["code"] not in later] == said["problems"]
    assert first.keys() == said.keys() | {"plausibility"}
    assert summarized(run, old, period) == first


@pytest.mark.parametrize("period", [MONTH, QUARTER])
def test_status_says_the_same(run: Run, period: str) -> None:
    assert run("status", period).stdout == SAID[f"status {period}"]


def test_explain_says_the_same(run: Run) -> None:
    assert run("explain", "E004", MONTH).stdout == SAID["explain E004"]


def test_pay_comes_to_the_same_again(run: Run, old: Path) -> None:
    run("pay", MONTH, "--json", "pay.json")
    paid = _without_paths((old / "pay.json").read_text(encoding="utf-8"), old)
    assert paid == SAID["pay"]


def test_generate_issues_nothing_and_tells_which_lost_forms_are_not_written_again(run: Run) -> None:
    """0.1.0 kept no workbooks, and its layout is not drawn any more."""
    made = [json.loads(run("generate", period, "--json").stdout) for period in (MONTH, QUARTER)]
    assert [(one["issued"], one["restored"]) for one in made] == [([], []), ([], [])]
    told = {
        p["file"].rpartition("/")[2] for one in made for p in one["problems"] if p["code"] == "form-of-older-version"
    }
    withdrawn = {name for name in SAID["outbox"] if name.startswith("E006_")}
    assert told == {name.rpartition("/")[2] for name in set(SAID["outbox"]) - withdrawn}


def test_a_form_issued_again_holds_what_came_back(run: Run, old: Path) -> None:
    made = json.loads(run("generate", MONTH, "--reissue", "E004", "--yes", "--json").stdout)
    assert [one["employee_id"] for one in made["issued"]] == ["E004"]
    (path,) = (old / MONTH / "outbox").rglob(Path(made["issued"][0]["file"]).name)
    inputs = json.loads(run("inspect", str(path), "--json").stdout)["inputs"]
    found = {item["id"]: item["value"] for item in inputs if item["value"] is not None}
    assert found == {name: value for name, value in WORKED.items() if name != "signoff.done"}


def test_a_form_issued_again_has_a_master_of_its_own_with_its_workbook(run: Run, old: Path) -> None:
    own = old / "schemes"
    own.mkdir(exist_ok=True)
    shutil.copyfile(HERE / f"{OWN}-0.1.0.toml", own / f"{OWN}.toml")  # whoever keeps to the text of 0.1.0

    def masters() -> list[tuple[int, bool]]:
        ledger = Ledger(old / ".xlsappraise" / "ledger.sqlite")
        found = [(n, ledger.workbook(n) is not None) for n in sorted({i.master_id for i in ledger.issues()})]
        ledger.close()
        return found

    before = masters()
    assert not any(has for _number, has in before)
    run("generate", QUARTER, "--reissue", "E011", "--yes")
    after = masters()
    assert [number for number, _has in before] == [number for number, _has in after][: len(before)]
    with opened(Workspace(old)) as office:
        again = {i.master_id for i in office.ledger.issues(QUARTER) if i.state == "issued" and i.rater == "peer"}
        peers = {i.master_id for i in office.ledger.issues(QUARTER) if i.state == "replaced" and i.rater == "peer"}
    assert again.isdisjoint(peers)
    assert [dict(after)[number] for number in again] == [True]


def test_no_marked_copy_is_written_of_a_form_that_cannot_be_drawn_as_issued(run: Run, old: Path) -> None:
    problems = summarized(run, old, MONTH)["problems"]
    assert sorted((old / MONTH).rglob("corrections/**/*.xlsx")) == []
    without = {p["file"] for p in problems if p["code"] == "no-marked-copy"}
    assert {f"{Path(name).stem}_需改正.xlsx" for name in without} == set(SAID["corrections"])


def test_what_was_recorded_of_versions_is_read_with_its_sentences(old: Path) -> None:
    with opened(Workspace(old)) as office:
        versions = {v.issue_id: v for v in office.ledger.versions(MONTH) if v.state == "accepted"}
        names = {i.id: i.employee_id for i in office.ledger.issues(MONTH)}
    found = {names[number]: [p.code for p in version.reading.problems] for number, version in versions.items()}
    assert found["E004"] == ["locked-cell-changed"]
    assert sorted(found) == ["E001", "E004", "E007", "E008", "E010"]


def test_an_old_program_refuses_the_ledger_for_its_format(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recorded from here on has no sentences, which 0.1.0 looks for: it must not get as far."""
    path = old / ".xlsappraise" / "ledger.sqlite"
    with monkeypatch.context() as before:
        before.setattr("xlsappraise.store.ledger.database.FORMAT", 1)
        Ledger(path).close()
    Ledger(path).close()
    monkeypatch.setattr("xlsappraise.store.ledger.database.FORMAT", 1)
    with pytest.raises(Refusal) as refusal:
        Ledger(path)
    assert [p.code for p in refusal.value.problems] == ["ledger-newer"]


def test_the_recipe_has_every_kind_of_form() -> None:
    assert {name.split("_")[2] for name in SAID["outbox"]} == {"furniture-callback", "installation-follow-up", OWN}
