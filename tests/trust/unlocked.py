"""Fixtures of a protection that is there in part. It stops slips alone: what counts is compared and checked anyway, so
that each of these is silent, and a change under it is told as it is without."""

from __future__ import annotations

import re

from openpyxl.styles import Protection

from tests.trust.changes import combined, set_cell
from tests.trust.disguises import POINTS, TITLE, both, part
from tests.trust.fixture import SCORECARD, Fixture, Found
from tests.trust.looks import looking
from tests.trust.shown import ABILITY, honest
from tests.trust.structure import Make, sheet


def guarded(attributes: str) -> Make:
    """Return a change of what the protection of the sheet says."""
    return part(SCORECARD, lambda xml: re.sub(
        r"<sheetProtection[^>]*/>", f'<sheetProtection sheet="1" {attributes}/>', xml))  # fmt: skip


def limits_but_one(xml: str) -> str:
    """Leave the first of all limits of entries."""
    return re.sub(r"(<dataValidations.*?(?:</dataValidation>|<dataValidation [^>]*/>)).*?(</dataValidations>)", r"\1\2",
                  xml, count=1, flags=re.DOTALL)  # fmt: skip


AREAS = '<protectedRanges><protectedRange sqref="A1:Z99" name="a"/></protectedRanges>'
RANGES = part(SCORECARD, lambda xml: re.sub(r"<sheetProtection[^>]*/>", rf"\g<0>{AREAS}", xml))
UNLOCKED_CELLS = sheet(looking(TITLE, POINTS, "total", protection=Protection(locked=False)))
ONE_LEFT = part(SCORECARD, limits_but_one)

UNLOCKED: tuple[Fixture, ...] = (
    honest("unlocked-cells", "locked cells in styles without a lock", UNLOCKED_CELLS),
    Fixture("unlocked-changed", "points changed in a style without a lock", "T",
            (Found("locked-cell-changed", POINTS, "40", "20"),),
            both(UNLOCKED_CELLS, combined(set_cell(POINTS, 40)))),
    honest("unlocked-ranges", "areas that may be changed without the password", RANGES),
    Fixture("unlocked-ranges-changed", "points changed in such an area", "T",
            (Found("locked-cell-changed", POINTS, "40", "20"),), both(RANGES, combined(set_cell(POINTS, 40)))),
    honest("unlocked-password", "another password", guarded('password="CC1A"')),
    honest("unlocked-in-part", "a protection that lets people format, insert and delete",
           guarded('formatCells="0" insertRows="0" deleteRows="0" sort="0" objects="0" scenarios="0"')),
    honest("unlocked-limits", "one limit of entries left of many", ONE_LEFT),
    Fixture("unlocked-limits-beyond", "an entry beyond its limit, which was taken away", "R",
            (Found("out-of-range", ABILITY),), both(lambda case: case.fill(ability__rating=11), ONE_LEFT)),
)  # fmt: skip
