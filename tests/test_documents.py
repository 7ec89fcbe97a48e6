"""Does the documentation agree with the program?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_help import commands
from tests.documents import DOCS, PAGES

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run: make docs"


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_a_readme_names_every_command_and_the_two_set_up_commands(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    for command in commands():
        if command != ("schemes",):
            assert f"xlsappraise {' '.join(command)}" in text, command
    assert "make demo" in text and "make test" in text


@pytest.mark.parametrize("readme", READMES, ids=lambda p: p.name)
def test_every_picture_and_link_of_a_readme_is_there(readme: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", readme.read_text(encoding="utf-8"))
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []


def test_every_scheme_has_a_page_image_and_no_image_is_left_over() -> None:
    linked = re.findall(r"\]\(([^)]+)\)", (DOCS / "schemes.md").read_text(encoding="utf-8"))
    assert linked
    assert {str((DOCS / t).relative_to(DOCS)) for t in linked if (DOCS / t).stat().st_size > 5000} == set(linked)
    assert {f"images/schemes/{p.name}" for p in (DOCS / "images" / "schemes").iterdir()} == set(linked)


def test_every_code_that_is_used_is_in_the_catalogue_and_the_other_way_round() -> None:
    from xlsappraise.base.problems import CATALOGUE

    texts = {p: p.read_text(encoding="utf-8") for p in (ROOT / "xlsappraise").rglob("*.py")}
    source = "\n".join(texts.values())
    named = set(re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', source))
    used = set(re.findall(r'(?:problem|Finding)\(\s*"([a-z-]+)"', source))
    assert used <= set(CATALOGUE)
    body = "\n".join(text for path, text in texts.items() if path.parent.name != "catalogue")
    assert {code for code in CATALOGUE if f'"{code}"' not in body} == set()
    assert named


def test_every_path_that_the_guide_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:xlsappraise|tests|samples|templates|benchmarks|docs)/[^`<>…]*)`", guide)
    assert len(named) > 60
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []
