"""Appraisal scorecards as Excel workbooks: issue, collect, validate, recompute, summarise.

``import xlsappraise as xa`` gives the public API, which ``docs/api.md`` documents and ``__init__.pyi`` lists. A name is
loaded when it is first used: importing the package, or asking the command line for help, loads no heavy library.
"""

import ast
from importlib import import_module
from pathlib import Path


def _listed() -> dict[str, str]:
    """Return each public name with the module that defines it, as the stub imports it."""
    stub = ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    return {
        alias.name: str(node.module) for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }


PUBLIC = _listed()
"""Each public name and the module that defines it"""

__all__ = sorted(PUBLIC)


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for (PEP 562)."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(PUBLIC[name]), name)
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
