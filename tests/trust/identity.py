"""Whose form it is, and which version of it."""

from __future__ import annotations

from tests.trust.fixture import Fixture

IDENTITY: tuple[Fixture, ...] = ()
