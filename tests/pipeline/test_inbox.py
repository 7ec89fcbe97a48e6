"""Anything may lie in the inbox: every file is seen once, ends in one state, and stops no other."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import WORKED_EXAMPLE, Bench, person
from tests.pipeline.states import codes, files, forms, settled, total
from xlsappraise.base.problems import Refusal
from xlsappraise.cli import cli
from xlsappraise.returned.inspect import check_files, inspect


@pytest.mark.parametrize(
    "name",
    [
        "~$E001.xlsx",
        ".~lock.E001.xlsx#",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._E001.xlsx",
        "THUMBS.DB",
        ".~x.tmp",
    ],
)
def test_leftovers_are_ignored_and_counted(one: Bench, name: str) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    (one.inbox / name).write_bytes(b"left over")
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1, "ignored": 1}, {"E001": "valid"})
    assert [(p["code"], p["severity"], p["file"]) for p in result["problems"]] == [("file-ignored", "note", name)]


@pytest.mark.parametrize("name", ["x~$.xlsx", "Thumbs.db.xlsx", ".xlsx", "$x.xlsx"])
def test_a_name_that_only_looks_like_a_leftover_is_read(one: Bench, name: str) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx").rename(one.inbox / name)
    assert files(settled(one)) == {"accepted": 1}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("e.xlsx", b"", "file-empty"),
        ("t.xlsx", b"PK\x03\x04 cut", "file-truncated"),
        ("s.pdf", b"%PDF-1.7", "file-wrong-type"),
        ("s.xlsx", b"\x89PNG\r\n", "file-wrong-type"),
        ("s.csv", "工号,得分\n".encode("gbk"), "file-wrong-type"),
        ("s.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file-truncated"),
    ],
)
def test_what_is_no_form_is_refused_and_stops_no_other(one: Bench, name: str, data: bytes, code: str) -> None:
    one.fill(WORKED_EXAMPLE, name="m.xlsx")
    (one.inbox / name).write_bytes(data)
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1, "refused": 1}, {"E001": "valid"})
    assert [(p["code"], p["severity"], p["file"], p["employee_id"]) for p in result["problems"]] == [
        (code, "error", name, None)
    ]


@pytest.mark.parametrize("name", ["a.XLSX", "a.xls", "a.zip", "表格", "a.xlsx.tmp"])
def test_a_form_under_any_extension_is_read_and_said_so(one: Bench, name: str) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx").rename(one.inbox / name)
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1}, {"E001": "valid"})
    assert codes(result) == ([] if name == "a.XLSX" else ["file-extension"])


def test_links_and_pipes_are_refused_and_never_followed(one: Bench, tmp_path: Path) -> None:
    outside = tmp_path / "外面"
    outside.mkdir()
    one.fill(WORKED_EXAMPLE, name="a.xlsx").rename(outside / "a.xlsx")
    (one.inbox / "link.xlsx").symlink_to(outside / "a.xlsx")
    (one.inbox / "folder").symlink_to(outside)
    (one.inbox / "dead.xlsx").symlink_to(tmp_path / "nowhere")
    os.mkfifo(one.inbox / "pipe.xlsx")
    result = settled(one)
    assert (files(result), forms(result)) == ({"refused": 4}, {"E001": "missing"})
    assert [(p["code"], p["file"]) for p in result["problems"]] == [
        ("file-not-regular", name) for name in ("dead.xlsx", "folder", "link.xlsx", "pipe.xlsx")
    ]


def test_a_folder_named_like_a_workbook_is_refused(one: Bench) -> None:
    (one.inbox / "E001.xlsx").mkdir()
    found = one.collect()
    assert [(f.name, f.state, [p.code for p in f.problems]) for f in found.files] == [
        ("E001.xlsx", "refused", ["file-not-regular"]),
    ]


@pytest.mark.parametrize("folder", ["李建国", "a/b/c/d/e", "回 收/#1", "x.d"])
def test_folders_are_entered_at_any_depth(one: Bench, folder: str) -> None:
    path = one.fill(WORKED_EXAMPLE, name=f"{folder}/a.xlsx")
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1}, {"E001": "valid"})
    (one.inbox / folder / "b.xlsx").write_bytes(b"")
    assert [p["file"] for p in settled(one)["problems"]] == [f"{folder}/b.xlsx"]
    assert path.exists()


@pytest.mark.parametrize(
    "name",
    [
        b"\xc4\xe3\xba\xc3.xlsx",
        b"a\x07b.xlsx",
        "a\u202eb.xlsx".encode(),
        b"=cmd.xlsx",
        b"a\nb.xlsx",
        b" .xlsx",
        "😀.xlsx".encode(),
    ],
)
def test_odd_names_are_read_and_shown_printable(one: Bench, name: bytes) -> None:
    path = one.fill(WORKED_EXAMPLE, name="m.xlsx")
    os.rename(path, os.path.join(os.fsencode(one.inbox), name))  # noqa: PTH104, PTH118 - names that are no text
    one.inbox.joinpath("e.xlsx").write_bytes(b"")
    found = one.summarize()
    assert forms(found.as_dict()) == {"E001": "valid"}
    (shown,) = [f.name for f in found.collection.files if f.state == "accepted"]
    assert shown.isprintable()
    assert shown.encode() != b""


def test_names_that_are_shown_alike_are_still_two_files(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE, name="m.xlsx")
    path.rename(one.inbox / "a\x07.xlsx")
    (one.inbox / "a\\x07.xlsx").write_bytes(b"")
    assert files(settled(one)) == {"accepted": 1, "refused": 1}


def test_long_paths_that_begin_alike_are_still_two_files(one: Bench) -> None:
    folder = "/".join(["长" * 80] * 5)
    path = one.fill(WORKED_EXAMPLE, name=f"{folder}/a.xlsx")
    (path.parent / "b.xlsx").write_bytes(b"")
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1, "refused": 1}, {"E001": "valid"})


def test_returned_files_are_never_touched(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    (one.inbox / "b.pdf").write_bytes(b"%PDF")
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in one.inbox.iterdir()}
    settled(one)
    assert {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in one.inbox.iterdir()} == before
    assert path.exists()


def test_many_files_shared_among_processes_end_as_one_by_one(bench: Bench) -> None:
    people = [person(f"E{n:03d}", name=f"员工{n}") for n in range(1, 5)]
    bench.issue(*people)
    for n in range(1, 5):
        bench.fill({**WORKED_EXAMPLE, "ability.rating": n + 3}, f"E{n:03d}", f"f{n:02d}.xlsx")
    for n in range(60):
        (bench.inbox / f"x{n:02d}.xlsx").write_bytes(b"PK" + bytes([n]))
    result = settled(bench)
    assert files(result) == {"accepted": 4, "refused": 60}
    assert [total(result, f"E{n:03d}") for n in range(1, 5)] == [73.0, 74.0, 75.0, 76.0]
    assert codes(result) == ["file-truncated"] * 60


def test_check_tells_the_same_as_summarize_and_records_nothing(one: Bench) -> None:
    one.fill({**WORKED_EXAMPLE, "ability.rating": 11}, name="深/a.xlsx")
    (one.inbox / ".DS_Store").write_bytes(b"x")
    with one.open() as office:
        (checked,) = check_files(office, [one.inbox])
        assert office.ledger.versions("2026-11") == []
    assert (checked.name, [(p.code, p.cell) for p in checked.problems]) == ("深/a.xlsx", one.codes())
    assert checked.as_dict() == {
        "file": "深/a.xlsx", "employee_id": "E001", "period": "2026-11", "scheme": "furniture-callback",
        "complete": False,
    }  # fmt: skip
    shutil.rmtree(one.inbox)
    assert settled(one)["counts"]["missing"] == 1


def test_check_looks_at_every_file_of_two_folders_that_show_the_same_name(one: Bench, tmp_path: Path) -> None:
    bad = one.fill({**WORKED_EXAMPLE, "ability.rating": 11}, name="甲/x.xlsx")
    good = one.fill(WORKED_EXAMPLE, name="乙/x.xlsx")
    cell = one.cell("ability.rating")
    for paths in ([bad, good], [bad.parent, good.parent], [bad, good.parent, bad.parent, bad]):
        with one.open() as office:
            checked = check_files(office, paths)
        assert [(c.name, c.outcome.complete, [(p.code, p.file, p.cell) for p in c.problems]) for c in checked] == [
            ("x.xlsx", False, [("out-of-range", "x.xlsx", cell)]),
            ("x.xlsx [2]", True, []),
        ]


def test_check_fails_whichever_of_two_files_of_the_same_name_is_wrong(
    one: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.fill({**WORKED_EXAMPLE, "ability.rating": 11}, name="甲/x.xlsx")
    one.fill(WORKED_EXAMPLE, name="乙/x.xlsx")
    monkeypatch.chdir(one.inbox)
    for paths in (["甲/x.xlsx", "乙/x.xlsx"], ["乙", "甲"]):
        done = CliRunner().invoke(cli, ["check", "--json", *paths])
        assert done.exit_code == 1
        told = json.loads(done.stdout)
        assert [f["file"] for f in told["files"]] == ["x.xlsx", "x.xlsx [2]"]
        assert [(p["code"], p["cell"]) for p in told["problems"] if p["severity"] == "error"] == [
            ("out-of-range", one.cell("ability.rating"))
        ]


def test_inspect_refuses_what_is_no_form(one: Bench) -> None:
    path = one.inbox / "a.xlsx"
    for data, code in ((b"", "file-empty"), (b"%PDF", "file-wrong-type")):
        path.write_bytes(data)
        with one.open() as office, pytest.raises(Refusal) as caught:
            inspect(office, path)
        assert [p.code for p in caught.value.problems] == [code]


ODD_NAMES: tuple[bytes, ...] = (
    "王小燕考核表.xlsx".encode("gbk"),
    b"\xff\xfe\x80.xlsx",
    b"n" * 250 + b".xlsx",
    ("长" * 83 + ".xlsx").encode(),
    b"line\nbreak.xlsx",
    b"-rf.xlsx",
    b"--json",
    b"--help.xlsx",
    "李\u202excod.xlsx".encode(),
    "\u2066isolate\u2069.xlsx".encode(),
    "\u00e9.xlsx".encode(),
    "e\u0301.xlsx".encode(),
    b"trailing.xlsx ",
    b"trailing.xlsx.",
    b" ",
    "\u3000.xlsx".encode(),
    "😀👍🏽.xlsx".encode(),
    b"%s%d%n.xlsx",
    b"{}{0}{file!r}.xlsx",
    b"[red]markup[bold].xlsx",
    b"\x1b[31mred.xlsx",
    b"'; DROP TABLE files; --.xlsx",
    b'"quoted" & <tag>.xlsx',
    b"back\\slash.xlsx",
    b"C:con.xlsx",
    b"\x7f\x01.xlsx",
)
DEEP = "/".join(["深" * 20] * 40)


def odd_inbox(bench: Bench, outside: Path) -> list[str]:
    """Fill an inbox with one good form and everything odd; return the names of what is no ordinary file."""
    bench.fill(WORKED_EXAMPLE, name="a.xlsx")
    inbox = os.fsencode(bench.inbox)
    for name in ODD_NAMES:
        with open(os.path.join(inbox, name), "wb") as file:  # noqa: PTH118, PTH123 - names that are no text
            file.write(b"%PDF " + name)
    (bench.inbox / DEEP).mkdir(parents=True)
    (bench.inbox / DEEP / "deep.xlsx").write_bytes(b"%PDF deep")
    outside.mkdir()
    bench.fill({**WORKED_EXAMPLE, "ability.rating": 1}, name="b.xlsx").rename(outside / "b.xlsx")
    (bench.inbox / "link.xlsx").symlink_to(outside / "b.xlsx")
    (bench.inbox / "folder").symlink_to(outside)
    (bench.inbox / "loop.xlsx").symlink_to("loop.xlsx")
    (bench.inbox / "round").symlink_to(".")
    (bench.inbox / "dead.xlsx").symlink_to(outside / "nothing.xlsx")
    (bench.inbox / "named.xlsx").mkdir()
    os.mkfifo(bench.inbox / "pipe.xlsx")
    irregular = ["dead.xlsx", "folder", "link.xlsx", "loop.xlsx", "named.xlsx", "pipe.xlsx", "round"]
    with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(bench.inbox):
        made.bind("s.xlsx")
        irregular.append("s.xlsx")
    with contextlib.suppress(PermissionError):  # only root makes devices
        os.mknod(bench.inbox / "zero.xlsx", stat.S_IFCHR | 0o600, os.makedev(1, 5))
        irregular.append("zero.xlsx")
    return irregular


def run(bench: Bench, *command: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Run the real command in the workspace; no variable of this process's language gets in."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON", "XLSAPPRAISE"))}
    done = subprocess.run(
        [sys.executable, "-m", "xlsappraise", *command],
        cwd=bench.workspace.root, env={**kept, **environment}, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("encoding", "environment"),
    [  # where the system asks for ASCII, click writes UTF-8
        ("utf-8", {"LANG": "C.UTF-8"}),
        ("gbk", {"LANG": "zh_CN.UTF-8", "PYTHONIOENCODING": "gbk"}),
        ("utf-8", {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
    ],
)
def test_odd_names_and_places_stop_no_command_and_are_never_followed(
    one: Bench, tmp_path: Path, encoding: str, environment: dict[str, str]
) -> None:
    irregular = odd_inbox(one, tmp_path / "外面")
    seen = len(ODD_NAMES) + len(irregular) + 2
    code, out, err = run(one, "check", str(one.inbox), "--json", **environment)
    assert (code, b"Traceback" in err) == (1, False), err
    checked = json.loads(out.decode(encoding))
    names = [file["file"] for file in checked["files"]]
    assert len(names) == len(set(names)) == seen
    assert sorted(p["file"] for p in checked["problems"] if p["code"] == "file-not-regular") == sorted(irregular)
    assert {p["code"] for p in checked["problems"]} == {"file-not-regular", "file-wrong-type"}

    made = tmp_path / "结果.json"
    code, out, err = run(one, "summarize", "2026-11", "--json", str(made), **environment)
    assert (code, b"Traceback" in err) == (1, False), err
    assert out.decode(encoding)
    result = json.loads(made.read_text(encoding="utf-8"))
    assert (result["files"]["seen"], files(result)) == (seen, {"accepted": 1, "refused": seen - 1})
    assert (forms(result), total(result)) == ({"E001": "valid"}, 76.0)
    shown = "".join(p["file"] for p in result["problems"])
    assert all(c.isprintable() or unicodedata.category(c) == "Zs" for c in shown) and shown.encode()
    code, out, err = run(one, "status", "2026-11", **environment)
    assert (code, b"Traceback" in err) == (1, False), err  # the refused files are open until somebody has seen them
    assert out.decode(encoding)


def test_a_hard_link_is_the_same_file_again(one: Bench) -> None:
    path = one.fill(WORKED_EXAMPLE, name="a.xlsx")
    (one.inbox / "b.xlsx").hardlink_to(path)
    result = settled(one)
    assert (files(result), forms(result)) == ({"accepted": 1, "duplicate": 1}, {"E001": "valid"})
    assert [(p["code"], p["file"]) for p in result["problems"]] == [("file-duplicate", "b.xlsx")]


def test_an_inbox_that_cannot_be_written_is_read_all_the_same(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    one.inbox.chmod(0o555)
    before = {p.name: (p.stat().st_mtime_ns, p.stat().st_size) for p in (one.inbox, *one.inbox.iterdir())}
    try:
        result = settled(one)
        after = {p.name: (p.stat().st_mtime_ns, p.stat().st_size) for p in (one.inbox, *one.inbox.iterdir())}
    finally:
        one.inbox.chmod(0o755)
    assert (files(result), forms(result)) == ({"accepted": 1}, {"E001": "valid"})
    assert before == after


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not stop root")
def test_what_may_not_be_read_is_refused_and_stops_no_other(one: Bench) -> None:
    one.fill(WORKED_EXAMPLE, name="a.xlsx")
    (one.inbox / "b.xlsx").write_bytes(b"x")
    (one.inbox / "b.xlsx").chmod(0)
    (one.inbox / "c").mkdir(mode=0)
    result = settled(one)
    (one.inbox / "c").chmod(0o755)
    assert (files(result), forms(result)) == ({"accepted": 1, "refused": 2}, {"E001": "valid"})
    assert [(p["code"], p["file"]) for p in result["problems"]] == [
        ("file-unreadable", "b.xlsx"), ("file-not-regular", "c"),
    ]  # fmt: skip
