"""Marked copies of every shipped scheme, in a real spreadsheet program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.office.office import fill_steps, run_jobs
from tests.pipeline.mending import Spoiled
from tests.pipeline.older import older_layout
from tests.shipped import SCHEMES, Shipped, form_scheme

VARIED = (
    "annual-de-qin-neng-ji",  # a year, adjustments, fields
    "bad-review-log",  # a table with dates and choices
    "composite-bonus-pool",  # four kinds of rules
    "installation-follow-up",  # a table with people of the roster
    "satisfaction-monthly",  # a table of numbers
    "service-quality-audit",  # a checklist
    "supervisor-360-quarterly",  # a form for each rater
    "tech-service-monthly",  # two raters on one form
    "supervisor-quantified",  # fields carried to the next period
)
"""Schemes with everything that a form may have"""


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Spoiled:
    from xlsappraise.cli import i18n

    i18n.use("en")
    return Spoiled(Shipped(tmp_path_factory.mktemp("spoiled") / "w"))


def test_every_scheme_gets_its_copy(spoiled: Spoiled) -> None:
    assert sorted(spoiled.copies) == SCHEMES


@pytest.mark.office
def test_what_a_copy_shows_is_what_libreoffice_computes_and_it_is_accepted_when_mended(
    spoiled: Spoiled, tmp_path: Path
) -> None:
    cached: dict[str, dict[str, Any]] = {}
    jobs = []
    for scheme, path in spoiled.copies.items():
        title = form_scheme(scheme).say("Scorecard")
        formulas, values = (openpyxl.load_workbook(path, data_only=only)[title] for only in (False, True))
        cells = [c.coordinate for row in formulas.iter_rows() for c in row if str(c.value).startswith("=")]
        cached[scheme] = {c: values[c].value for c in cells}
        steps = fill_steps(spoiled.described[scheme], spoiled.missing[scheme])
        read = ["read", [[title, cell] for cell in cells]]
        jobs.append({"open": str(path), "steps": [["recalculate"], read, *steps], "save": str(tmp_path / path.name)})
    answers = run_jobs(jobs)
    for (scheme, shown), answer in zip(cached.items(), answers, strict=True):
        told = {c: "" if v is None else v for c, v in shown.items()}
        assert told == {c: "" if v is None else v for c, v in zip(shown, answer[0], strict=True)}, scheme
    assert spoiled.found_in(tmp_path) == {}


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Spoiled:
    with older_layout():
        shipped = Shipped(tmp_path_factory.mktemp("spoiled") / "w", VARIED)
    return Spoiled(shipped)


def test_forms_of_an_older_layout_get_theirs(older: Spoiled) -> None:
    assert sorted(older.copies) == sorted(VARIED)


@pytest.mark.office
def test_mended_in_libreoffice_every_copy_is_accepted(older: Spoiled, tmp_path: Path) -> None:
    jobs = [
        {"open": str(path), "steps": fill_steps(older.described[scheme], older.missing[scheme]),
         "save": str(tmp_path / path.name)}
        for scheme, path in older.copies.items()
    ]  # fmt: skip
    run_jobs(jobs)
    assert older.found_in(tmp_path) == {}
