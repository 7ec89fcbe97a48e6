"""What somebody types who follows the guide alone in the first month, and what the program answers."""

from __future__ import annotations

import json
import zipfile

from tests.cli.test_help import Done, run
from tests.conftest import WORKED_EXAMPLE, Bench


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
