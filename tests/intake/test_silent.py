"""A relationship that programs add is silent from its own owner alone, to a part of its own language."""

from __future__ import annotations

import pytest

from tests.intake.books import MAIN, package
from xlsappraise.xlsx.container import Container
from xlsappraise.xlsx.relations import Relation
from xlsappraise.xlsx.riders.silent import SILENT, is_silent

PART = "xl/x/part.bin"


def answer(kind: str, owner: str, data: str | bytes, external: bool = False) -> bool:
    return is_silent(Relation("r", kind, PART, external), owner, Container(package({PART: data})))


def owner_of(kind: str) -> str:
    owners = SILENT[kind].owners
    return "chart" if owners is None else min(owners)


LANGUAGES = [(kind, uri) for kind, due in SILENT.items() for uri in due.languages]


@pytest.mark.parametrize(("kind", "uri"), LANGUAGES)
def test_a_part_of_its_own_language_is_silent(kind: str, uri: str) -> None:
    owner = owner_of(kind)
    for data in (
        f'<a xmlns="{uri}"/>',
        f"<a xmlns='{uri}'>",
        f'\ufeff<?xml version="1.0"?>\r\n<!-- <b> -->\n<p:a x="1"\n xmlns="urn:other" xmlns:p = "{uri}">',
    ):
        assert answer(kind, owner, data)


@pytest.mark.parametrize("kind", [kind for kind, due in SILENT.items() if due.languages])
@pytest.mark.parametrize(
    "data",
    ["MZ\x90", "x", "<a/>", '<a xmlns="urn:other"/>', f'<p:a xmlns="{MAIN}" xmlns:p="urn:o"/>', "<!-- -->MZ", "<a"],
)
def test_a_part_of_anything_else_is_not(kind: str, data: str) -> None:
    assert not answer(kind, owner_of(kind), data)


@pytest.mark.parametrize("kind", [kind for kind, due in SILENT.items() if due.owners is not None])
def test_from_another_owner_it_is_not(kind: str) -> None:
    due = SILENT[kind]
    data = f'<a xmlns="{due.languages[0]}"/>' if due.languages else "x"
    assert due.owners is not None
    for owner in {"", "officeDocument", "worksheet", "drawing"} - due.owners:
        assert not answer(kind, owner, data)


@pytest.mark.parametrize("kind", [kind for kind, due in SILENT.items() if not due.languages and kind != "hyperlink"])
def test_bytes_are_silent_unless_they_are_a_program_or_a_package(kind: str) -> None:
    owner = owner_of(kind)
    assert answer(kind, owner, b"\x01\0x")
    for program in (b"MZ\x90", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"#!/bin/sh"):
        assert not answer(kind, owner, program)


def test_an_unknown_type_is_not_silent_and_a_part_that_is_gone_is() -> None:
    assert not answer("urn:unknown", "officeDocument", "x")
    gone = Relation("r", "theme", "xl/none.xml", external=False)
    assert is_silent(gone, "officeDocument", Container(package()))
