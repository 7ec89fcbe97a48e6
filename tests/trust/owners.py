"""Fixtures of relationships that programs add, from where they do not belong or to what they should not lead to."""

from __future__ import annotations

from tests.intake.books import MAIN, REL
from tests.trust.fixture import Fixture
from tests.trust.riders import BOOK, MICROSOFT, PERSONS, SHEET, attach, silent, told

OTHER, AWAY = "content of a kind of its own", "links that lead elsewhere than their text says"
PROGRAM = "MZ\x90 a program"
METADATA = f'<metadata xmlns="{MAIN}"/>'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a -->\n'
LABELS = f"{MICROSOFT}/2020/02/relationships/classificationlabels"
BAG = f"{MICROSOFT}/2022/11/relationships/FeaturePropertyBag"

OWNERS: tuple[Fixture, ...] = (
    told("silent-type-program", "a program as the metadata of cells", OTHER,
         attach(f"{REL}/sheetMetadata", "xl/metadata.xml", PROGRAM, BOOK)),
    told("silent-type-elsewhere", "metadata of cells that belong to a sheet", OTHER,
         attach(f"{REL}/sheetMetadata", "xl/metadata.xml", METADATA, SHEET)),
    told("silent-type-of-another", "a list of persons as a property of features", OTHER,
         attach(BAG, "xl/bag.xml", PERSONS, BOOK)),
    told("silent-type-labels", "a program as a sensitivity label", OTHER,
         attach(LABELS, "docMetadata/LabelInfo.xml", PROGRAM, "")),
    told("silent-type-printer", "a program as the settings of a printer", OTHER,
         attach(f"{REL}/printerSettings", "xl/printerSettings/p9.bin", PROGRAM)),
    told("link-unused", "a link to a program that no cell has", AWAY,
         attach(f"{REL}/hyperlink", "", outside="file:///c:/x.exe")),
    told("link-of-the-workbook", "a link that belongs to the workbook", AWAY,
         attach(f"{REL}/hyperlink", "", owner=BOOK, outside="http://x.cn/")),
    silent("silent-type-as-due", "metadata of cells, as Excel adds it",
           attach(f"{REL}/sheetMetadata", "xl/metadata.xml", HEAD + METADATA, BOOK)),
    silent("link-left", "an address of the web that a program leaves when its link is gone",
           attach(f"{REL}/hyperlink", "", outside="http://x.cn/")),
)  # fmt: skip
