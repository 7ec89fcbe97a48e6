"""Rounding as a spreadsheet's ROUND does it: half away from zero on the value as shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def round_half_away(values: pd.Series[float], digits: int = 2) -> pd.Series[float]:
    """Round each value half away from zero; NaN stays NaN.

    Shapes: a float Series in, one of the same index out. Agrees with spreadsheet ROUND for
    magnitudes whose scaled value stays below 2**50.
    """
    import numpy as np
    import pandas as pd

    scale = 10.0**digits
    x = values.to_numpy(dtype=float)
    scaled = np.abs(x) * scale
    magnitude = np.floor(scaled + 0.5) / scale
    # Binary doubles differ slightly from their decimals: near a half, round the decimal instead.
    close = np.abs(scaled - np.floor(scaled) - 0.5) < np.maximum(scaled * 1e-14, 1e-14)
    magnitude[close] = [round_number(value, digits) for value in np.abs(x[close])]
    return pd.Series(np.copysign(magnitude, x), index=values.index)


def exact(values: pd.Series[float]) -> pd.Series[float]:
    """Round to nine decimals, as every comparison with a bound does, here and in the sheet."""
    return round_half_away(values, 9)


def bounded(values: pd.Series[float], lower: float | None = None, upper: float | None = None) -> pd.Series[float]:
    """Return the values, those above ``upper`` lowered to it, then those below ``lower`` raised; NaN stays NaN.

    As ``Series.clip`` in that order, in a tenth of its time for a few forms.
    """
    import numpy as np
    import pandas as pd

    found = values.to_numpy(dtype=float)
    found = found if upper is None else np.minimum(found, upper)
    return pd.Series(found if lower is None else np.maximum(found, lower), index=values.index)


def round_number(value: float, digits: int = 2) -> float:
    """Round one number as spreadsheet ROUND does (15 significant digits, then half away from zero)."""
    quantum = Decimal(1).scaleb(-digits)
    return float(Decimal(f"{value:.15g}").quantize(quantum, rounding=ROUND_HALF_UP))


def plain(value: float) -> str:
    """Format a number without trailing zeros or exponent: 2, 0.5, 1500; never 2.0 or 1.5e3."""
    return format(Decimal(f"{value + 0.0:.15g}").normalize(), "f")
