"""Is the public API light, typed, complete, and alone what the command line uses?"""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import xlsappraise as xa

PACKAGE = Path(xa.__file__).parent
HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "pydantic", "sqlalchemy", "rich", "click")
NAMED = [
    "open_workspace",
    "Period",
    "Scheme",
    "Plan",
    "Person",
    "Problem",
    "Refusal",
    "say",
    "generate",
    "check",
    "collect",
    "accept",
    "withdraw",
    "summarize",
    "explain",
    "rollup",
    "pay",
    "promote",
]


def rooms() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = f"import json, sys, xlsappraise; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("name", sorted(xa.PUBLIC))
def test_a_public_name_is_there(name: str) -> None:
    assert getattr(xa, name) is not None
    assert name in dir(xa) and name in xa.__all__


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sumarize'"):
        xa.sumarize  # type: ignore[attr-defined]  # noqa: B018 - the name that is not there is the test


def test_the_names_of_the_contract_are_public() -> None:
    assert set(NAMED) <= set(xa.PUBLIC)


def test_the_stub_is_a_list_of_imports_that_python_and_type_checkers_read_alike() -> None:
    docstring, *lines = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8")).body
    assert isinstance(docstring, ast.Expr)
    found = [ast.unparse(line) for line in lines]
    assert found == [f"from {module} import {name} as {name}" for name, module in xa.PUBLIC.items()]
    assert len(set(found)) == len(found)


def test_no_public_name_is_that_of_a_room() -> None:
    """Importing a room makes it an attribute of the package, in the place of a function of the same name."""
    assert rooms() & set(xa.PUBLIC) == set()


@pytest.mark.parametrize("name", sorted(name for name in xa.PUBLIC if name[0].islower()))
def test_a_public_function_begins_its_docstring_with_what_it_does(name: str) -> None:
    text = inspect.getdoc(getattr(xa, name))
    assert text and text[0].isupper() and text.partition("\n")[0].rstrip().endswith((".", ";", ":"))


def test_records_are_frozen() -> None:
    records = [one for name in xa.PUBLIC if is_dataclass(one := getattr(xa, name)) and name != "Office"]
    assert records
    for one in records:
        assert one.__dataclass_params__.frozen, one  # type: ignore[union-attr] - type checkers do not know it
        assert fields(one)


def test_the_command_line_imports_the_public_names_alone() -> None:
    contracts = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (contract,) = (c for c in contracts["contracts"] if c["type"] == "forbidden")
    forbidden = {name.removeprefix("xlsappraise.") for name in contract["forbidden_modules"]}
    assert forbidden == rooms() - {"cli"}, "a room is missing in the import contract"
    assert contract["source_modules"] == ["xlsappraise.cli"] and "ignore_imports" not in contract
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "xa":
                assert node.attr in (*xa.__all__, "__file__"), f"{path.name}: xa.{node.attr}"
