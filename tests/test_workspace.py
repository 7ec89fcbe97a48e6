"""The workspace: its settings, and finding it from a folder or file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import text_of
from xlsappraise.base.period import Period
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.store.settings import Settings
from xlsappraise.store.start import start
from xlsappraise.store.workspace import SETTINGS, Workspace


def refused(text: str | bytes, folder: Path) -> list[Problem]:
    """Return the problems of an appraise.toml with this text."""
    path = folder / SETTINGS
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Refusal) as refusal:
        Settings.load(path)
    assert {p.code for p in refusal.value.problems} == {"settings-invalid"}
    assert {p.file for p in refusal.value.problems} == {SETTINGS}
    return list(refusal.value.problems)


def test_an_unknown_key_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (found,) = refused('organization = "A"\n', tmp_path)
    assert text_of(found.expected) == "organisation"
    assert text_of(found.found) == "unknown key “organization”; expected: organisation"


def test_an_unknown_key_like_no_other_names_them_all(tmp_path: Path) -> None:
    (found,) = refused("zzz = 1\n", tmp_path)
    assert (
        text_of(found.expected) == "organisation, language, roster, roster_sheet, inbox, "
        "deadline, return_to, signers, part_period, least_days, headings, statuses, positions, grade_shares"
    )


@pytest.mark.parametrize("value", ["5", "true", "[]", "2026-11-30"])
def test_a_setting_that_is_no_text_is_refused(value: str, tmp_path: Path) -> None:
    (found,) = refused(f"roster = {value}\n", tmp_path)
    assert text_of(found.found) == "“roster” must be a text in quotes"


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    (found,) = refused('language = "fr"\n', tmp_path)
    assert text_of(found.found) == "language “fr” is not one of zh_CN, en"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    found = refused('organisaton = "A"\nroster = 1\nlanguage = "fr"\n', tmp_path)
    assert [text_of(p.found).split(" ")[0] for p in found if text_of(p.found)] == ["unknown", "“roster”", "language"]


@pytest.mark.parametrize(
    "text", ['roster = "a', "roster = ", '"', b'organisation = "\xff"', 'roster = "a"\nroster = "b"']
)
def test_what_is_not_toml_is_refused(text: str | bytes, tmp_path: Path) -> None:
    (found,) = refused(text, tmp_path)
    assert text_of(found.found)


def made_in(root: Path, organisation: str = "") -> Workspace:
    """Create a workspace without keys and ledger."""
    Workspace.prepare(root)
    return Workspace.settle(root, organisation, "en")


def test_settings_that_are_left_out_have_their_defaults(tmp_path: Path) -> None:
    path = tmp_path / SETTINGS
    path.write_bytes('\ufefflanguage = "en"\n'.encode())
    assert Settings.load(path) == Settings(language="en", organisation="", roster="roster.xlsx", inbox="inbox")


@pytest.mark.parametrize(
    "name", ["示例家居有限公司", 'A "B" C', "C:\\temp", "# no comment", "O'Neil", "a = 1", "", "A\tB", "A\nB"]
)
def test_the_organisation_comes_back_as_it_was_given(name: str, tmp_path: Path) -> None:
    assert made_in(tmp_path / "w", name).settings == Settings(organisation=name, language="en")


def test_every_key_is_explained_in_a_fresh_file(tmp_path: Path) -> None:
    lines = (made_in(tmp_path, "A").root / SETTINGS).read_text(encoding="utf-8").splitlines()
    for key in ("organisation", "language", "roster", "inbox"):
        (at,) = [n for n, line in enumerate(lines) if line.startswith(f"{key} = ")]
        assert lines[at - 1].startswith("# ")


def test_a_fresh_workspace_has_its_folders(tmp_path: Path) -> None:
    made = made_in(tmp_path / "考核 1")
    assert made.schemes.is_dir()
    assert made.ledger.parent.is_dir()
    assert [p.relative_to(made.ledger.parent).as_posix() for p in (made.ledger, made.keys, made.lock)] == [
        "ledger.sqlite",
        "keys.json",
        "lock",
    ]
    if os.name == "posix":
        assert made.ledger.parent.stat().st_mode & 0o777 == 0o700


def test_a_workspace_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text("mine")
    with pytest.raises(Refusal) as refusal:
        made_in(tmp_path)
    assert [p.code for p in refusal.value.problems] == ["workspace-exists"]
    assert (tmp_path / SETTINGS).read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == [SETTINGS]


def test_a_workspace_that_was_cut_off_while_it_was_made_is_finished_with_the_keys_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises(OSError, match="no space"):
        patched.setattr(Workspace, "settle", _fail)
        start(tmp_path)
    with pytest.raises(Refusal) as refusal:
        Workspace.find(tmp_path)
    assert [p.code for p in refusal.value.problems] == ["workspace-missing"]
    keys = (tmp_path / ".xlsappraise" / "keys.json").read_bytes()
    assert start(tmp_path).keys.read_bytes() == keys


def _fail(*_arguments: object) -> None:
    raise OSError("no space")


@pytest.mark.parametrize("name", ["keys.json", "appraise.toml", "roster.xlsx"])
def test_what_the_disk_refuses_is_said_and_the_same_command_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(Refusal) as refused:
            start(tmp_path)
    assert [p.code for p in refused.value.problems] == ["file-not-writable"]
    assert start(tmp_path).roster.exists()


def test_a_file_is_not_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(Refusal) as refusal:
        made_in(tmp_path / "x")
    assert [p.code for p in refusal.value.problems] == ["file-exists"]


def test_it_is_found_from_a_folder_below_and_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_in(tmp_path / "w", "A")
    deep = made.root / "2026-11" / "outbox"
    deep.mkdir(parents=True)
    file = deep / "a.xlsx"
    file.touch()
    monkeypatch.chdir(tmp_path)
    for below in (made.root, deep, file, Path("w/2026-11")):
        assert Workspace.find(below).root == made.root
    monkeypatch.chdir(deep)
    assert Workspace.find().root == made.root


def test_the_nearest_workspace_and_the_first_start_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outer = made_in(tmp_path / "w", "outer")
    inner = made_in(outer.root / "inner", "inner")
    other = made_in(tmp_path / "other", "other")
    monkeypatch.chdir(tmp_path)
    assert Workspace.find(inner.root / "2026-11", other.root).root == inner.root
    assert Workspace.find(tmp_path / "nowhere", other.root).root == other.root


def test_outside_of_any_workspace_nothing_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refusal) as refusal:
        Workspace.find(tmp_path / "a.xlsx")
    assert [p.code for p in refusal.value.problems] == ["workspace-missing"]


def test_folders_follow_the_period_and_the_settings(tmp_path: Path) -> None:
    made = made_in(tmp_path)
    (tmp_path / SETTINGS).write_text('inbox = "收件"\nroster = "名单.xlsx"\n', encoding="utf-8")
    period = Period("month", 2026, 11)
    changed = Workspace(tmp_path)
    assert changed.inbox(period) == tmp_path / "2026-11" / "收件"
    assert changed.roster == tmp_path / "名单.xlsx"
    assert made.outbox(period) == tmp_path / "2026-11" / "outbox"
    assert made.summary(period) == tmp_path / "2026-11" / "summary.xlsx"


def test_shares_of_grades_are_percentages_in_quotes(tmp_path: Path) -> None:
    path = tmp_path / SETTINGS
    path.write_text('[grade_shares]\n"优秀" = "20%"\n"良好" = "12.5％"\n', encoding="utf-8")
    assert Settings.load(path).grade_shares == (("优秀", 0.2), ("良好", 0.125))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('grade_shares = "20%"\n', "“grade_shares” must be a table, such as [grade_shares]"),
        ('[grade_shares]\n"优秀" = 0.2\n', "“grade_shares.优秀” must be a percentage in quotes"),
        ('[grade_shares]\n"优秀" = "-5%"\n', "“grade_shares.优秀” must be a percentage in quotes"),
        ('[grade_shares]\n"优秀" = "120%"\n', "“grade_shares.优秀” must be a percentage in quotes"),
        (
            '[grade_shares]\n"甲" = "60%"\n"乙" = "50%"\n',
            "the shares of “grade_shares” are more than 100% together",
        ),
    ],
)
def test_other_shares_are_refused(text: str, said: str, tmp_path: Path) -> None:
    assert [text_of(found.found) for found in refused(text, tmp_path)] == [said]
