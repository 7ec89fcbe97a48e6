"""Rows, columns, sheets, locks and other things around the entries."""

from __future__ import annotations

from tests.trust.fixture import Fixture

STRUCTURE: tuple[Fixture, ...] = ()
