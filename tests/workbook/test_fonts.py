"""Every workbook that the program writes names its font: no style refers to a font of the theme."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench
from tests.pipeline.mending import write
from xlsappraise.store.start import start

FONT = "Microsoft YaHei"


def fonts(workbook: bytes) -> list[str]:
    """Return the fonts of the styles, each as XML."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        styles = book.read("xl/styles.xml").decode()
    return re.findall(r"<font>.*?</font>", styles)


@pytest.mark.parametrize("what", ["form", "marked copy", "summary", "roster"])
def test_no_style_refers_to_the_theme(one: Bench, what: str) -> None:
    found = fonts(book(one, what))
    assert any(FONT in font for font in found)
    assert [font for font in found if "<scheme" in font] == []


def book(one: Bench, what: str) -> bytes:
    if what == "roster":
        return start(one.workspace.root / "新").roster.read_bytes()
    if what == "form":
        return one.form().read_bytes()
    if what == "marked copy":
        one.fill({**WORKED_EXAMPLE, "ability.rating": "99"})
        (path,) = write(one).paths
        return path.read_bytes()
    one.fill(WORKED_EXAMPLE)
    one.summarize()
    return one.workspace.summary(one.period).read_bytes()
