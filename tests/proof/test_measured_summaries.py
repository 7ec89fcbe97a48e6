"""Do pages fit as LibreOffice prints them: one for the cover, no text cut, no chart split, headings on each page?"""

from __future__ import annotations

import pytest

from tests.summary.companies import company, longer
from tests.summary.measuring import Measured, measure
from xlsappraise.base.i18n import words
from xlsappraise.report.book import summary_sheets

BOOKS = {"three": lambda: company(3, 1), "sixty": lambda: company(60, 5), "quarter": lambda: longer(12, 2, "2026-Q4")}


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> dict[str, Measured]:
    say = words("zh_CN")
    books = {name: summary_sheets(make(), say) for name, make in BOOKS.items()}
    return measure(books, tmp_path_factory.mktemp("measured"))


@pytest.mark.office
@pytest.mark.parametrize("name", BOOKS)
def test_the_cover_is_a_page_and_as_wide_as_a_screen(measured, name):
    assert measured[name].pages["总览"] == 1
    assert measured[name].pixels["总览"] <= 1300


@pytest.mark.office
@pytest.mark.parametrize("name", BOOKS)
def test_nothing_is_cut_split_or_without_headings(measured, name):
    assert measured[name].faults == []


@pytest.mark.office
def test_what_a_manager_prints_of_sixty_people_is_few_pages(measured):
    pages = measured["sixty"].pages
    assert pages["总览"] + pages["成绩"] + pages["部门"] <= 5
    assert {name: count for name, count in pages.items() if count > 3} == {}
