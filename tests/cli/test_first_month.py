"""What somebody types who follows the guide alone in the first month, and what the program answers."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import click
import pytest
from python_calamine import CalamineWorkbook

from tests.cli.test_help import Done, run
from tests.conftest import WORKED_EXAMPLE, Bench, person, write_roster
from xlsappraise.base.days import local_time
from xlsappraise.base.problems import problem
from xlsappraise.base.text import escaped
from xlsappraise.cli.commands import print_problems


def at(bench: Bench, *arguments: str, language: str = "zh_CN") -> Done:
    return run(*arguments, language=language, cwd=bench.workspace.root)


def test_check_and_inspect_find_the_name_that_the_screen_shows(one: Bench) -> None:
    path = one.fill({**WORKED_EXAMPLE, "ability.rating": None}, name="0002 李娜.xlsx")
    checked = at(one, "check", path.name, "--json")
    assert checked.returncode == 1
    told = json.loads(checked.stdout)
    assert [(f["file"], f["employee_id"]) for f in told["files"]] == [(path.name, "E001")]
    cell = one.cell("ability.rating")
    assert ("missing-input", path.name, cell) in [(p["code"], p["file"], p["cell"]) for p in told["problems"]]
    assert "王小燕" in at(one, "inspect", path.name).stdout
    nowhere = at(one, "check", "0003 李娜.xlsx")
    assert nowhere.returncode == 2 and "[file-not-found]" in nowhere.stderr


def test_check_and_inspect_find_a_file_inside_a_parcel_of_the_inbox(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    with zipfile.ZipFile(one.inbox / "表.zip", "w") as parcel:
        parcel.write(path, "E001.xlsx")
        parcel.writestr("readme.txt", "x")
    inner = "表.zip › E001.xlsx"
    checked = at(one, "check", inner, "--json")
    told = json.loads(checked.stdout)["files"]
    assert (checked.returncode, [(f["file"], f["employee_id"], f["complete"]) for f in told]) == (
        0,
        [(inner, "E001", True)],
    )
    assert "王小燕" in at(one, "inspect", inner).stdout
    for command in ("check", "inspect"):
        gone = at(one, command, "表.zip › E002.xlsx")
        assert gone.returncode == 2 and "[file-not-found]" in gone.stderr


def test_forms_that_are_written_again_are_not_said_to_be_nothing(bench: Bench) -> None:
    bench.issue(person("E001"), person("E002"))
    shutil.move(bench.outbox, bench.workspace.root / "backup")
    write_roster(bench.workspace.roster, [person("E001"), person("E002"), person("E003", schemes="没有的方案")])
    done = at(bench, "generate", "2026-11")
    assert done.returncode == 1 and "[roster-unknown-scheme]" in done.stderr
    assert "重新生成 2 份" in done.stdout and "没有发出新的考核表。" in done.stdout
    assert "没有发出任何考核表" not in done.stdout
    assert bench.form("E001").is_file() and bench.form("E002").is_file()


@pytest.mark.parametrize("dots", ["…", "……", "...", " … ", "。。。"])
@pytest.mark.parametrize("command", [("accept", "a.xlsx"), ("acknowledge", "a.xlsx"), ("withdraw", "E001", "2026-11")])
def test_the_dots_of_a_pasted_command_are_no_reason(command: tuple[str, ...], dots: str, one: Bench) -> None:
    done = at(one, *command, "--reason", dots)
    assert done.returncode == 2 and "请把省略号换成真正的原因" in done.stderr
    with one.open() as office:
        assert [issue.state for issue in office.ledger.issues()] == ["issued"]
        assert office.ledger.acknowledgements("2026-11") == {} and office.ledger.versions("2026-11") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("acknowledge", "a.xlsx", "--reason", "已核实", "主管手误"),
        ("accept", "0024", "高洋.xlsx", "--reason", "已核实"),
        ("withdraw", "E001", "2026-11", "--reason", "主管", "有误"),
    ],
)
def test_what_is_left_over_is_answered_with_quotes(arguments: tuple[str, ...], one: Bench) -> None:
    done = at(one, *arguments)
    assert done.returncode == 2 and "多出了参数" in done.stderr
    assert '。带空格的文件名、姓名或原因要加引号，例如 "a b.xlsx"' in done.stderr


@pytest.mark.parametrize("command", ["generate", "status", "summarize", "facts", "pay", "promote", "rollup"])
def test_a_missing_period_is_named_with_an_example(command: str, one: Bench) -> None:
    done = at(one, command)
    assert done.returncode == 2 and "缺少参数 周期（例如 2026-11）" in done.stderr
    assert "the period, for example 2026-11" in at(one, command, language="en").stderr


def test_what_was_accepted_before_is_shown_in_local_time(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.fill({**WORKED_EXAMPLE, "ability.rating": 9}, name="b.xlsx")
    assert at(one, "accept", "b.xlsx", "--reason", "以此份为准").returncode == 0
    with one.open() as office:
        (recorded,) = [v.at for v in office.ledger.versions("2026-11") if v.state == "accepted"]
    again = at(one, "accept", "b.xlsx", "--reason", "再次确认")
    assert again.returncode == 2 and "[already-accepted]" in again.stderr and "以此份为准" in again.stderr
    assert local_time(recorded) in again.stderr and "+00:00" not in again.stderr


@pytest.mark.parametrize("period", ["２０２６－１１", "2026年11月", "2026/11"])
def test_a_period_as_people_write_it_is_the_period(period: str, bench: Bench) -> None:
    write_roster(bench.workspace.roster, [person("E001")])
    assert at(bench, "generate", period).returncode == 0
    assert bench.form("E001").is_file()
    assert json.loads(at(bench, "status", period, "--json").stdout)["period"] == "2026-11"


def test_no_workspace_is_made_inside_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "考核", cwd=tmp_path).returncode == 0
    monkeypatch.setattr("xlsappraise.cli.commands.attended", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_all, **_more: pytest.fail("asked"))
    for folder, where in (("考核", "."), ("新的", "."), ("新的", "schemes")):
        done = run("init", folder, language="zh_CN", cwd=tmp_path / "考核" / where)
        assert done.returncode == 2 and "[workspace-inside]" in done.stderr
        assert f"这个文件夹在工作区 {tmp_path / '考核'} 里面" in done.stderr
    assert not (tmp_path / "考核" / "考核").exists() and not (tmp_path / "考核" / "新的").exists()


@pytest.mark.parametrize(("name", "command"), [("考核", "cd 考核"), ("考核 2026", 'cd "考核 2026"')])
def test_the_folder_above_a_workspace_names_it(name: str, command: str, tmp_path: Path) -> None:
    assert run("init", name, cwd=tmp_path).returncode == 0
    (tmp_path / "别的").mkdir()
    done = run("generate", "2026-11", language="zh_CN", cwd=tmp_path)
    assert done.returncode == 2 and "[workspace-below]" in done.stderr
    assert f"请先运行“{command}”" in done.stderr and "init" not in done.stderr
    assert run("schemes", "list", cwd=tmp_path).returncode == 0
    elsewhere = run("generate", "2026-11", language="zh_CN", cwd=tmp_path / "别的")
    assert elsewhere.returncode == 2 and "[workspace-missing]" in elsewhere.stderr


def test_an_inbox_that_is_gone_is_made_anew(one: Bench) -> None:
    one.inbox.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(one.inbox)
    done = at(one, "summarize", "2026-11")
    assert done.returncode == 1 and "folder-not-found" not in done.stderr
    assert one.inbox.is_dir() and (one.workspace.root / "2026-11" / "summary.xlsx").is_file()
    counts = json.loads(at(one, "status", "2026-11", "--json").stdout)["counts"]
    assert (counts["issued"], counts["missing"]) == (1, 1)
    named = at(one, "summarize", "2026-11", "--inbox", "别处")
    assert named.returncode == 2 and "[folder-not-found]" in named.stderr
    assert not (one.workspace.root / "别处").exists()


WIDE = "0007_马\u3000霞_furniture-callback_2026-11.xlsx"


def test_an_ideographic_blank_is_shown_as_it_is_and_the_command_can_be_pasted(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE, name=WIDE)
    one.edit(path, lambda sheet: sheet.__setitem__("F8", 30))
    told = at(one, "status", "2026-11")
    assert f'→ xlsappraise acknowledge "{WIDE}"' in told.stderr and "\\u3000" not in told.stderr
    assert at(one, "summarize", "2026-11").returncode == 1
    book = CalamineWorkbook.from_path(str(one.workspace.root / "2026-11" / "summary.xlsx"))
    for sheet in ("文件", "问题"):
        texts = [str(value) for row in book.get_sheet_by_name(sheet).to_python() for value in row]
        assert WIDE in texts and not any("\\u3000" in text for text in texts)
    assert [f["file"] for f in json.loads(at(one, "check", WIDE, "--json").stdout)["files"]] == [WIDE]
    assert at(one, "acknowledge", WIDE, "--reason", "OK").returncode == 0
    assert at(one, "status", "2026-11").returncode == 0


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066", "\x1b"])
def test_what_deceives_in_the_name_of_a_file_stays_escaped(hidden: str, one: Bench) -> None:
    one.fill({**WORKED_EXAMPLE, "ability.rating": None}, name=f"马{hidden}霞.xlsx")
    told = at(one, "status", "2026-11")
    assert hidden not in told.stderr and f"马{escaped(hidden)}霞.xlsx" in told.stderr


def test_the_name_of_a_new_form_has_plain_blanks(bench: Bench) -> None:
    write_roster(bench.workspace.roster, [person("E001", name="马\u3000霞", supervisor="李\u3000建")])
    assert at(bench, "generate", "2026-11").returncode == 0
    (path,) = bench.outbox.rglob("*.xlsx")
    assert path.relative_to(bench.outbox).as_posix() == "李 建/E001_马 霞_furniture-callback_2026-11.xlsx"
    assert bench.describe(path)["name"] == "马\u3000霞"


def test_a_question_is_not_among_the_notes_that_need_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    asked = problem("rater-all-alike", name="李建国", scheme="表", count=5)
    quiet = problem("roster-name-blanks", count=1, found="E001")
    print_problems([asked, quiet], notes=False)
    said = capsys.readouterr().err
    assert "[rater-all-alike]" in said and "[roster-name-blanks]" not in said and said.count("\n") == 2
