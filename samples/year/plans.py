"""The organisation's plan files: shipped ones with values for settings that are not set."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli_w

from xlsappraise.base.resources import resource
from xlsappraise.plans.library import FOLDER

SHARES = (Decimal("0.2"), Decimal("0.6"), Decimal("0.2"))
PRIZES = (200, 100, 50)
TIERS = ((0, Decimal("0.01")), (20000, Decimal("0.015")), (50000, Decimal("0.02")))
AGENTS_SHARE = Decimal("0.8")
BASES = {"base_junior": 1500, "base_middle": 1700, "base_senior": 1900, "base_expert": 2300}
GATE_BONUS, GATE_BASE = 600, 2400
LIMITS: dict[str, Any] = {
    "most_refund_rate": Decimal("0.045"),
    "most_refund_hours": 24,
    "most_disputes": 3,
    "least_rating": Decimal("4.7"),
    "most_complaints": 1,
}
SETTINGS: dict[str, dict[str, Any]] = {
    "flagship-store-pay": {"scheme": "presales-weighted"},
    "career-ladder": {"scheme": "presales-weighted"},
    "pk-ranking": {"prizes": list(PRIZES)},
    "floor-supervisor-pay": {"shares": list(SHARES)},
    "bonus-pool": {
        "tiers": [{"from": start, "rate": rate} for start, rate in TIERS],
        "agents_share": AGENTS_SHARE,
        **BASES,
    },
    "aftersales-gate": {"bonus": GATE_BONUS, "base": GATE_BASE, **LIMITS},
}
"""Plan id → setting → value; team target, pool and the year's sums are entered per period in the facts workbook"""


def write_plans(folder: Path) -> None:
    """Write the plan files into the workspace's folder of plans."""
    folder.mkdir(exist_ok=True)
    for plan, values in SETTINGS.items():
        shipped = resource("templates") / FOLDER / f"{plan}.toml"
        raw = tomllib.loads(shipped.read_text(encoding="utf-8"), parse_float=Decimal)
        for setting in raw["setting"]:
            if setting["key"] in values:
                setting["value"] = values[setting["key"]]
        (folder / f"{plan}.toml").write_text(tomli_w.dumps(raw), encoding="utf-8")
