"""What a person typed into an entry."""

from __future__ import annotations

from tests.trust.fixture import Fixture

VALUES: tuple[Fixture, ...] = ()
