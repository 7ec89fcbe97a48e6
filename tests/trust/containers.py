"""What can be wrong with the file around the form."""

from __future__ import annotations

from tests.trust.fixture import Fixture

CONTAINERS: tuple[Fixture, ...] = ()
