"""The examples worked out by hand, one file per scheme in ``worked/``."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "worked"


def example(scheme_id: str) -> dict[str, Any]:
    """Return inputs, criteria, total and grade."""
    return tomllib.loads((FOLDER / f"{scheme_id}.toml").read_text(encoding="utf-8"))


def value(raw: Any) -> float | str:
    """Return an input as scoring takes it."""
    if isinstance(raw, date):
        return raw.isoformat()
    return float(raw) if isinstance(raw, int | float) else str(raw)
