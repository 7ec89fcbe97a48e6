"""``schemes list`` and ``schemes show``, and what ``generate`` takes besides the roster."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from tests.cli.test_help import run
from tests.conftest import person, write_roster
from tests.pipeline.flow import write_figures
from tests.schemes.build import criterion, raw_scheme, section, write_scheme
from xlsappraise.cli import cli
from xlsappraise.product.schemes import get_scheme
from xlsappraise.schemes import Library
from xlsappraise.store.start import start

LIBRARY = Library()
SCHEMES = sorted(LIBRARY.schemes)


def spoken(*arguments: str) -> str:
    """Run a command in this process; it must succeed. Return what it prints."""
    done = CliRunner().invoke(cli, [*arguments, "--lang", "en"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "考核"
    start(root)
    write_roster(
        root / "roster.xlsx",
        [
            person(),
            person("E002", name="李梅", schemes="furniture-callback、installation-follow-up"),
            person("E003", name="张伟", schemes="field-service", position="维修工程师"),
        ],
    )
    return root


# list


def test_the_list_is_grouped_by_period_and_role() -> None:
    lines = spoken("schemes", "list").splitlines()
    heads = [n for n, line in enumerate(lines) if not line.startswith(" ")]
    assert [lines[n] for n in heads] == ["Each week", "Each month", "Each quarter", "Each year"]
    kind, role, seen = "", "", {}
    roles: list[tuple[str, str]] = []
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if depth == 0:
            kind = line.removeprefix("Each ")
        elif depth == 2:
            role = line.strip()
            roles.append((kind, role))
        else:
            scheme, title = line.split(None, 1)
            seen[scheme] = (kind, role, title)
    assert seen == {s.id: (s.period, s.role, s.title) for s in LIBRARY.schemes.values()}
    assert len(set(roles)) == len(roles)


def test_the_list_as_json_and_quiet() -> None:
    rows = json.loads(spoken("schemes", "list", "--json"))
    assert {r["id"]: r for r in rows} == {
        s.id: {"id": s.id, "title": s.title, "role": s.role, "period": s.period} for s in LIBRARY.schemes.values()
    }
    assert len(rows) == 39
    assert spoken("schemes", "list", "--quiet").split() == [r["id"] for r in rows]


# show


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_show_tells_everything_of_a_scheme_but_its_ids(scheme_id: str) -> None:
    scheme = LIBRARY[scheme_id]
    shown, quiet = spoken("schemes", "show", scheme_id), spoken("schemes", "show", scheme_id, "--quiet")
    assert shown.startswith(f"{scheme.title} ({scheme_id})")
    for told in (scheme.role, *(c.title for c in scheme.criteria), *(g.title for g in scheme.grades)):
        assert told in shown and told in quiet
    for text in scheme.assumptions:
        assert text in shown and text not in quiet
    assert len(quiet) < len(shown)
    for table in scheme.tables:
        assert table.title in shown
    for rater in scheme.raters:
        assert rater.title in shown
    for one in scheme.criteria:
        assert one.id not in shown.replace(scheme_id, "") or "_" not in one.id


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_show_speaks_chinese_throughout(scheme_id: str) -> None:
    done = CliRunner().invoke(cli, ["schemes", "show", scheme_id, "--lang", "zh_CN"], catch_exceptions=False)
    assert done.exit_code == 0
    for word in ("points", "Total", "Grades", "Raters", "Source", "least", "excluded"):
        assert word not in done.output


def test_show_has_methods_and_the_rater_that_a_criterion_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path / "考核")
    raters = [{"id": "boss", "title": "客服主管", "weight": 0.5}, {"id": "head", "title": "运营负责人", "weight": 0.5}]
    raw = raw_scheme(
        section(criterion("a_1", 60, method="看现场"), criterion("b_1", 40, rater="head")),
        raters=raters,
        method_heading="检查方法",
    )
    write_scheme(tmp_path / "考核" / "schemes" / "trial.toml", raw)
    monkeypatch.chdir(tmp_path / "考核")
    shown = spoken("schemes", "show", "trial").splitlines()
    assert shown[shown.index("  1. 项目a_1  60") :][:3] == ["  1. 项目a_1  60", "     按标准", "     检查方法: 看现场"]
    assert shown[shown.index("  2. 项目b_1  40") :][:3] == [
        "  2. 项目b_1  40",
        "     按标准",
        "     Marked by 运营负责人 alone",
    ]


def test_an_unknown_scheme_is_a_usage_error_with_a_suggestion(tmp_path: Path) -> None:
    done = run("schemes", "show", "furniture-calback", cwd=tmp_path)
    assert done.returncode == 2
    assert "[scheme-unknown]" in done.stderr and "furniture-callback" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_a_preview_is_a_form_without_a_number(tmp_path: Path, scheme_id: str) -> None:
    target = tmp_path / "样表.xlsx"
    assert f"Written: {target}" in spoken("schemes", "show", scheme_id, "--preview", str(target))
    book = openpyxl.load_workbook(target)
    shown = {str(c.value) for line in book.worksheets[0].iter_rows() for c in line if c.value is not None}
    title = LIBRARY[scheme_id].for_position("").title
    assert any(title in text for text in shown)
    with zipfile.ZipFile(target) as parts:
        assert not any(b"XA1-" in parts.read(name) for name in parts.namelist())


def test_a_preview_in_the_inbox_is_foreign(workspace: Path) -> None:
    assert run("generate", "2026-11", cwd=workspace).returncode == 0
    target = workspace / "2026-11" / "inbox" / "样表.xlsx"
    assert run("schemes", "show", "furniture-callback", "--preview", str(target), cwd=workspace).returncode == 0
    done = run("check", str(target), "--json", cwd=workspace)
    assert [p["code"] for p in json.loads(done.stdout)["problems"]] == ["file-foreign"]


@pytest.mark.parametrize("what", ["--preview", "--prefill-template"])
def test_a_wrong_path_is_refused_with_its_code(tmp_path: Path, what: str) -> None:
    there = tmp_path / "有了.xlsx"
    there.write_bytes(b"mine")
    for target, code in (
        (there, "file-exists"),
        (tmp_path / "没有" / "x.xlsx", "folder-not-found"),
        (tmp_path / "x.pdf", "not-a-workbook-name"),
        (tmp_path, "not-a-workbook-name"),
    ):
        done = run("schemes", "show", "field-service", what, str(target), cwd=tmp_path)
        assert (done.returncode, f"[{code}]" in done.stderr) == (2, True), done.stderr
        assert "Traceback" not in done.stderr
    assert there.read_bytes() == b"mine"
    assert [p.name for p in tmp_path.iterdir()] == ["有了.xlsx"]


def test_preview_and_template_may_be_written_together(tmp_path: Path) -> None:
    one, two = tmp_path / "a.xlsx", tmp_path / "b.XLSX"
    done = run(
        "schemes", "show", "field-service", "--preview", str(one), "--prefill-template", str(two), cwd=tmp_path
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [openpyxl.load_workbook(p).worksheets[0].max_column > 2 for p in (one, two)] == [True, True]


# generate --prefill and --scheme


def made(workspace: Path, *arguments: str) -> dict[str, Any]:
    done = run("generate", "2026-11", "--json", *arguments, cwd=workspace)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_scheme_narrows_what_is_issued(workspace: Path) -> None:
    first = made(workspace, "--scheme", "installation-follow-up")
    assert [(i["employee_id"], i["scheme"]) for i in first["issued"]] == [("E002", "installation-follow-up")]
    second = made(workspace, "--scheme", "field-service，furniture-callback")
    assert sorted(i["employee_id"] for i in second["issued"]) == ["E001", "E002", "E003"]
    assert made(workspace)["issued"] == []


def test_a_scheme_that_is_not_there_is_a_usage_error(workspace: Path) -> None:
    done = run("generate", "2026-11", "--scheme", "field-servis", cwd=workspace)
    assert done.returncode == 2
    assert "[scheme-unknown]" in done.stderr and "field-service" in done.stderr
    assert not (workspace / "2026-11").exists()


def test_template_filled_in_and_given_to_generate(workspace: Path) -> None:
    template = workspace / "数据.xlsx"
    shown = run("schemes", "show", "field-service", "--prefill-template", str(template), cwd=workspace)
    assert shown.returncode == 0, shown.stderr
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    headings = [c.value for c in sheet[1]]
    sheet.append(["E003", "张伟", *[0.95] * (len(headings) - 2)])
    book.save(template)
    made(workspace, "--prefill", str(template))
    (form,) = (workspace / "2026-11" / "outbox").rglob("E003_*.xlsx")
    inspected = json.loads(run("inspect", str(form), "--json", cwd=workspace).stdout)
    assert {i["value"] for i in inspected["inputs"] if i["type"] == "percent"} == {0.95}
    assert sum(i["value"] is not None for i in inspected["inputs"]) == 8


def sheets_of(path: Path) -> dict[str, list[str]]:
    """Return the employee numbers on each sheet."""
    return {s.title: [str(row[0]) for row in s.values][1:] for s in openpyxl.load_workbook(path).worksheets}


def test_the_template_of_a_scheme_holds_its_people_inside_a_workspace_and_none_outside(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    title = get_scheme("furniture-callback").title
    for folder, people in ((workspace, ["E001", "E002"]), (tmp_path_factory.mktemp("other"), [])):
        done = run("schemes", "show", "furniture-callback", "--prefill-template", "数据.xlsx", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert sheets_of(folder / "数据.xlsx") == {title: people}


def test_the_template_of_a_period_has_a_sheet_a_scheme_and_several_files_are_read(workspace: Path) -> None:
    done = run("generate", "2026-11", "--prefill-template", "数据.xlsx", cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Written: 数据.xlsx\n")
    assert not (workspace / "2026-11").exists()
    titles = [get_scheme(name).title for name in ("furniture-callback", "field-service")]
    assert sheets_of(workspace / "数据.xlsx") == dict(zip(titles, [["E001", "E002"], ["E003"]], strict=True))
    again = run("generate", "2026-11", "--prefill-template", "数据.xlsx", "--json", cwd=workspace)
    assert (again.returncode, "[file-exists]" in again.stderr) == (2, True)
    written = run("generate", "2026-11", "--prefill-template", "b.xlsx", "--only", "E003", "--json", cwd=workspace)
    assert json.loads(written.stdout) == {"file": "b.xlsx", "people": {titles[1]: 1}, "problems": []}
    more = write_figures(workspace / "更多.xlsx", ["工号", "已回访数（户）"], ["E001", 3])
    book = openpyxl.load_workbook(workspace / "数据.xlsx")
    book[titles[0]]["D2"] = 9
    book.save(workspace / "数据.xlsx")
    made(workspace, "--prefill", "数据.xlsx", "--prefill", str(more))
    (form,) = (workspace / "2026-11" / "outbox").rglob("E001_*.xlsx")
    inspected = json.loads(run("inspect", str(form), "--json", cwd=workspace).stdout)
    assert {i["id"]: i["value"] for i in inspected["inputs"] if i["value"] is not None} == {
        "callback_rate.actual": 3, "callback_rate.target": 9,
    }  # fmt: skip


def test_mistakes_of_the_figures_are_problems_with_exit_code_1(workspace: Path) -> None:
    figures = write_figures(workspace / "数据.xlsx", ["工号", "已回访数（户）"], ["E001", "很多"], ["E00", 3])
    done = run("generate", "2026-11", "--prefill", str(figures), cwd=workspace)
    assert done.returncode == 1
    assert "[not-a-number]" in done.stderr and "B2" in done.stderr
    assert "[prefill-unknown-employee]" in done.stderr and "A3" in done.stderr
    assert done.stdout.startswith("0 forms issued")
    assert not (workspace / "2026-11" / "outbox").exists()


def test_figures_that_cannot_be_found_or_read(workspace: Path) -> None:
    done = run("generate", "2026-11", "--prefill", "没有.xlsx", cwd=workspace)
    assert (done.returncode, "[file-not-found]" in done.stderr) == (2, True)
    (workspace / "数据.csv").write_text("工号,已回访数\n", encoding="utf-8")
    done = run("generate", "2026-11", "--prefill", "数据.csv", cwd=workspace)
    assert (done.returncode, "[prefill-unreadable]" in done.stderr) == (1, True)
    assert "Traceback" not in done.stderr
