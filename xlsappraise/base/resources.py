"""The location of files shipped with the program, in a wheel and in an editable install."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def resource(name: str) -> Path:
    """Return the shipped folder ``name``: inside the package (wheel), else beside it (checkout)."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
