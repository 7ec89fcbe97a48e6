"""Write a scheme as the text of a TOML file."""

from __future__ import annotations

from typing import Any

from xlsappraise.base.toml import read_toml
from xlsappraise.schemes import Scheme


def scheme_toml(scheme: Scheme) -> str:
    """Write a scheme as TOML, section by section, defaults left out; raise ValueError for what TOML cannot hold."""
    import tomli_w

    data = scheme.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = tomli_w.dumps(_plain(data), indent=2)
    if Scheme.model_validate(read_toml(text)).canonical() != scheme.canonical():
        raise ValueError(f"scheme {scheme.id} cannot be written as TOML")
    return text


def _plain(value: Any) -> Any:
    """Return the data without None, whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
