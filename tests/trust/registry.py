"""All fixtures, in the order of the documentation."""

from __future__ import annotations

from tests.trust.beside import BESIDE
from tests.trust.between import BETWEEN
from tests.trust.containers import CONTAINERS
from tests.trust.crowded import CROWDED
from tests.trust.decoys import DECOYS
from tests.trust.disguises import DISGUISED
from tests.trust.figures import FIGURES
from tests.trust.fixture import Fixture
from tests.trust.grounds import GROUNDED
from tests.trust.identity import IDENTITY
from tests.trust.looks import LOOKING
from tests.trust.next_door import NEXT_DOOR
from tests.trust.owners import OWNERS
from tests.trust.respelled import RESPELLED
from tests.trust.riders import RIDERS
from tests.trust.said import SAID
from tests.trust.shown import SHOWN
from tests.trust.side_by_side import SIDE_BY_SIDE
from tests.trust.spelled import OTHERWISE
from tests.trust.structure import STRUCTURE
from tests.trust.tampering import TAMPERING
from tests.trust.twofold import TWOFOLD
from tests.trust.unlocked import UNLOCKED
from tests.trust.values import VALUES

CHAPTERS: tuple[tuple[str, tuple[Fixture, ...]], ...] = (
    ("Values", VALUES),
    ("Structure", (*STRUCTURE, *UNLOCKED)),
    ("Tampering", TAMPERING),
    ("Shown and held", SHOWN),
    ("Looks", (*LOOKING, *CROWDED, *GROUNDED)),
    ("Disguises", (*DISGUISED, *BESIDE)),
    ("Spelled otherwise", (*OTHERWISE, *TWOFOLD, *SIDE_BY_SIDE, *RESPELLED, *DECOYS)),
    ("Said besides", SAID),
    ("Figures shown", FIGURES),
    ("Riding along", (*RIDERS, *OWNERS, *BETWEEN, *NEXT_DOOR)),
    ("Identity", IDENTITY),
    ("Container", CONTAINERS),
)
FIXTURES = tuple(fixture for _chapter, fixtures in CHAPTERS for fixture in fixtures)
