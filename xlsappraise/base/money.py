"""Amounts in yuan: exact decimals, rounded to the cent half away from zero, shared so that the parts add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def yuan(value: Decimal) -> Decimal:
    """Round to the cent, half away from zero."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP) + ZERO


def decimal(value: float) -> Decimal:
    """Convert a float to the decimal that a spreadsheet shows (15 significant digits)."""
    return Decimal(f"{value:.15g}")


def with_cents(value: Decimal) -> str:
    """Format an amount with thousands separators and two decimals: 1,260.00."""
    return f"{value:,.2f}"


def brief(value: Decimal) -> str:
    """Format a number without trailing zeros: 0.007, 180000, 92."""
    return format(value.normalize() + 0, "f")


def percent(value: Decimal) -> str:
    """Format a share as percent: 80%."""
    return f"{brief(value * 100)}%"


def shares_of(amount: Decimal, weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Divide ``amount`` in whole cents by ``weights`` (largest remainder); the parts add up to it.

    Equal remainders: the larger weight first, then the smaller key, so the order of the input does not matter.
    The result is empty where the weights add up to 0.
    """
    whole = sum(map(Fraction, weights.values()))
    if whole <= 0:
        return {}
    cents = int(amount / CENT)
    exact = {key: cents * Fraction(weight) / whole for key, weight in weights.items()}
    parts = {key: int(share) for key, share in exact.items()}
    left = cents - sum(parts.values())
    for key in sorted(exact, key=lambda k: (parts[k] - exact[k], -weights[k], k))[:left]:
        parts[key] += 1
    return {key: part * CENT for key, part in parts.items()}


def band_of(place: int, count: int, shares: Sequence[Decimal]) -> int:
    """Return the band of a place among ``count`` people, by the boundaries round-half-up(share so far × count).

    Tied people have the better place and so the better band; a place beyond every boundary is in the last one.
    """
    so_far = Decimal(0)
    for band, share in enumerate(shares):
        so_far += share
        if place <= (so_far * count).quantize(Decimal(1), rounding=ROUND_HALF_UP):
            return band
    return len(shares) - 1
