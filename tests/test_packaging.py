"""The wheel: contains templates, samples and compiled translations, and runs without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = (
    "xlsappraise/py.typed",
    "xlsappraise/templates/furniture-callback.toml",
    "xlsappraise/templates/plans/bonus-pool.toml",
    "xlsappraise/samples/roster.xlsx",
    "xlsappraise/samples/private/ledger.sqlite",
    "xlsappraise/locale/zh_CN/LC_MESSAGES/xlsappraise.mo",
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the files of the checkout and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode().split("\0")  # fmt: skip
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", build, str(folder)], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    site = folder / "site"
    with zipfile.ZipFile(folder / done.stdout.split()[-1]) as wheel:
        wheel.extractall(site)
    return site


@pytest.mark.parametrize("name", NEEDED)
def test_the_wheel_holds_what_the_program_needs(installed: Path, name: str) -> None:
    assert (installed / name).is_file()


def test_the_demo_runs_from_the_wheel_in_chinese(installed: Path, tmp_path: Path) -> None:
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from xlsappraise.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, str(installed), "demo", "--lang", "zh_CN"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "给管理者的汇总表" in done.stdout
    found = subprocess.run(
        [sys.executable, "-c", "import sys; sys.path.insert(0, sys.argv[1]); "
         "from xlsappraise.base.resources import resource; print(resource('templates'))", str(installed)],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert Path(found.stdout.strip()) == installed / "xlsappraise" / "templates"


def test_an_editable_install_finds_them_in_the_checkout() -> None:
    from xlsappraise.base.resources import resource

    assert resource("templates") == ROOT / "templates"
    assert resource("samples") == ROOT / "samples"
