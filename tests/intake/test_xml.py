"""XML parts: no DTD in any disguise, no other encoding, neither too deep nor too much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import text_of
from xlsappraise.base.problems import Problem, Refusal
from xlsappraise.xlsx.limits import RETURNED, Limits
from xlsappraise.xlsx.xml import local, namespace, parse

BOMB = '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'


def refused(data: bytes, limits: Limits = RETURNED) -> Problem:
    """Return why a part is refused."""
    with pytest.raises(Refusal) as caught:
        parse(data, limits)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        b"\xef\xbb\xbf" + BOMB.encode(),
        b'<?xml version="1.0"?>\n' + BOMB.encode(),
        b'<a><!ENTITY x "y"></a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    ],
)
def test_a_document_type_definition_is_hostile(data: bytes) -> None:
    problem = refused(data)
    assert (problem.code, text_of(problem.found)) == ("file-hostile", "a document type definition")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [BOMB, "<a/>"])
def test_utf_16_is_hostile_with_and_without_its_mark(codec: str, text: str) -> None:
    problem = refused(text.encode(codec))
    assert (problem.code, text_of(problem.found)) == ("file-hostile", "a part that is not UTF-8")


@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding="UTF-16"?>',
        "<?xml version='1.0' encoding='gbk'?>",
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
        '<?xml version="1.0" encoding="windows-1252"?>',
        '<?xml version="1.0" encoding = "gbk"?>',
        f'<?xml version="1.0"{" " * 300}encoding="gbk"?>',
        '<?xml version="1.0" encoding="no-such-thing"?>',
    ],
)
def test_another_encoding_is_hostile_however_it_is_declared(declaration: str) -> None:
    problem = refused(declaration.encode() + b"<a/>")
    assert (problem.code, text_of(problem.found)) == ("file-hostile", "a part that is not UTF-8")


@pytest.mark.parametrize(
    "declaration",
    ["", "\ufeff", '<?xml version="1.0" encoding="UTF-8"?>', "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
     '<?xml version="1.0" encoding="US-ASCII"?>'],
)  # fmt: skip
def test_utf_8_is_read(declaration: str) -> None:
    text = "甲" if "ASCII" not in declaration else "a"
    assert parse(f"{declaration}<a>{text}</a>".encode()).text == text


def nested(depth: int) -> bytes:
    """Return elements nested ``depth`` deep."""
    return b"<a>" * depth + b"</a>" * depth


def test_48_levels_are_read_and_49_are_not() -> None:
    assert parse(nested(48)).tag == "a"
    problem = refused(nested(49))
    assert (problem.code, text_of(problem.found)) == ("file-hostile", "elements nested more than 48 deep")


def test_a_hundred_thousand_levels_are_refused_too() -> None:
    assert refused(nested(100_000)).code == "file-hostile"


def test_300000_elements_are_read_and_one_more_is_not() -> None:
    assert len(parse(b"<a>" + b"<b/>" * 299_999 + b"</a>")) == 299_999
    problem = refused(b"<a>" + b"<b/>" * 300_000 + b"</a>")
    assert (problem.code, text_of(problem.found), text_of(problem.expected)) == (
        "file-too-large",
        "more than 300000 elements",
        "300000",
    )


def test_16_mb_are_read_and_one_byte_more_is_not() -> None:
    one = replace(RETURNED, part_bytes=2**20)
    assert parse(b"<a>" + b" " * (2**20 - 7) + b"</a>", one).tag == "a"
    problem = refused(b"<a>" + b" " * (2**20 - 6) + b"</a>", one)
    assert (problem.code, text_of(problem.found), text_of(problem.expected)) == (
        "file-too-large",
        "a part of 1 MB",
        "1 MB",
    )


@pytest.mark.parametrize(
    "data", [b"", b"  ", b"<a>", b"<a></b>", b"<a/><b/>", b"<a>\x00</a>", b"<a>\xff</a>", b"<a>&x;</a>", b"no"]
)
def test_broken_xml_is_cut_off_or_damaged(data: bytes) -> None:
    assert refused(data).code in ("file-truncated", "file-hostile")


def test_names_are_taken_apart() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    root = parse(f'<x:a xmlns:x="{main}"><b/></x:a>'.encode())
    assert (namespace(root), local(root.tag), local(root[0].tag)) == (f"{{{main}}}", "a", "b")
    with pytest.raises(Refusal):
        namespace(root[0])


@pytest.mark.parametrize("blanks", ["", " ", "\n ", " " * 9])
def test_blanks_around_the_sign_of_a_namespace_are_no_fault_in_a_large_part(blanks: str) -> None:
    data = f'<a xmlns:r{blanks}={blanks}"urn:x">{"<b/>" * 20_000}</a>'.encode()
    assert len(parse(data)) == 20_000
