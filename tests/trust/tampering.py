"""Locked content that was changed: each with its cell and its price."""

from __future__ import annotations

from tests.trust.fixture import Fixture

TAMPERING: tuple[Fixture, ...] = ()
