"""Encrypted workbooks: opened with the right password, refused with a code otherwise, never at any price."""

from __future__ import annotations

import io
import os
import struct
import subprocess
from pathlib import Path

import olefile
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.conftest import WORKED_EXAMPLE, Bench, person, text_of
from tests.intake.agile_made import contained, encrypted
from tests.intake.books import old_book
from tests.office.office import REQUIRED, uno_python
from xlsappraise.base.problems import Problem, Refusal, say
from xlsappraise.store.start import start
from xlsappraise.xlsx.container import Container
from xlsappraise.xlsx.opening import open_book
from xlsappraise.xlsx.passwords import EXCEL_DEFAULT, PASSWORD_LIMIT, decrypt, read_passwords
from xlsappraise.xlsx.reading import Reading

PASSWORD = "密码 甲1"
SCRIPT = Path(__file__).with_name("locked_by_office.py")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled form."""
    bench = Bench(start(tmp_path_factory.mktemp("密") / "办公"))
    bench.issue(person())
    return bench.fill(WORKED_EXAMPLE)


def locked(data: bytes, password: str = PASSWORD) -> bytes:
    """Return a workbook encrypted as Excel does today (agile)."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def agile(form: Path) -> bytes:
    return locked(form.read_bytes())


@pytest.fixture(scope="module")
def by_office(form: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The form as LibreOffice encrypts it: .xlsx (standard), .xls (RC4), .ods."""
    python = uno_python()
    if python is None:
        if REQUIRED:
            pytest.fail("LibreOffice with python3-uno is required and not installed")
        pytest.skip("LibreOffice with python3-uno is not installed")
    folder = tmp_path_factory.mktemp("锁")
    source = folder / "form.xlsx"
    source.write_bytes(form.read_bytes())
    kinds = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
    targets = [part for kind, told in kinds.items() for part in (str(folder / f"locked.{kind}"), told)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))}
    done = subprocess.run(
        [python, str(SCRIPT), str(source), PASSWORD, *targets],
        capture_output=True, text=True, timeout=180, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {kind: (folder / f"locked.{kind}").read_bytes() for kind in kinds}


def refused(data: bytes, *passwords: str) -> Problem:
    with pytest.raises(Refusal) as caught:
        decrypt(data, passwords)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def test_a_form_is_opened_with_the_right_password_among_others(form: Path, agile: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        Container(agile)
    assert caught.value.problems[0].code == "file-encrypted"
    assert decrypt(agile, ("falsch", PASSWORD)) == form.read_bytes()


def test_wrong_and_missing_passwords_are_told_apart(agile: bytes) -> None:
    assert refused(agile, "falsch", PASSWORD.strip() + " ").code == "password-wrong"
    assert refused(agile).code == "file-encrypted"


def test_only_eight_passwords_are_tried(agile: bytes) -> None:
    assert refused(agile, *["x"] * PASSWORD_LIMIT, PASSWORD).code == "password-wrong"


def test_what_excel_encrypts_without_asking_opens_without_a_password(form: Path) -> None:
    assert decrypt(locked(form.read_bytes(), EXCEL_DEFAULT), ()) == form.read_bytes()


def stream_at(data: bytes, name: str) -> int:
    """Return where the first block of a stream stands in the file."""
    with olefile.OleFileIO(data) as ole:
        content = ole.openstream(name).read(64)
    return data.index(content)


def test_content_that_was_changed_after_it_was_encrypted_is_refused(agile: bytes) -> None:
    at = stream_at(agile, "EncryptedPackage")
    for offset in (0, 8, 2000, 9000):
        bitten = agile[: at + offset] + bytes([agile[at + offset] ^ 1]) + agile[at + offset + 1 :]
        assert refused(bitten, PASSWORD).code == "file-truncated", offset
    for length in (600, len(agile) // 2):
        assert refused(agile[:length], PASSWORD).code == "file-truncated", length


@pytest.mark.parametrize("spins", ["200001", "9999999", "99999999999", "-1", "a"])
def test_a_password_that_would_be_hashed_too_often_is_not_tried(agile: bytes, spins: str) -> None:
    old = b'spinCount="100000"'
    at = agile.index(old)
    before = agile.rindex(b"<p:encryptedKey", 0, at)
    assert 0 < at - before < 40
    told = b'spinCount="%s"' % spins.encode()
    end = agile.index(b" saltSize", at) if agile[at + len(old) :].startswith(b" saltSize") else at + len(old)
    room = end - at
    if len(told) > room:  # take the room from the blanks that the writer leaves between elements
        blanks = agile.index(b"    ", at)
        cut = len(told) - room
        bitten = agile[:at] + told + agile[end:blanks] + agile[blanks + cut :]
    else:
        bitten = agile[:at] + told.ljust(room) + agile[end:]
    assert len(bitten) == len(agile)
    problem = refused(bitten, PASSWORD)
    assert (problem.code, spins in (text_of(problem.found) or "")) == ("file-hostile", True)


def test_an_unknown_kind_of_encryption_is_named_for_what_it_is(agile: bytes) -> None:
    at = stream_at(agile, "EncryptionInfo")
    assert refused(agile[:at] + struct.pack("<HH", 3, 3) + agile[at + 4 :], PASSWORD).code == "protection-unknown"


@pytest.mark.office
def test_what_libreoffice_encrypts_is_opened(form: Path, by_office: dict[str, bytes]) -> None:
    expected = list(Reading(form.read_bytes()).tokens)
    assert list(Reading(decrypt(by_office["xlsx"], (PASSWORD,))).tokens) == expected
    with pytest.raises(Refusal) as caught:
        old_book(by_office["xls"])
    assert caught.value.problems[0].code == "file-encrypted"
    assert list(old_book(decrypt(by_office["xls"], ("x", PASSWORD))).tokens) == expected
    for kind in ("xlsx", "xls"):
        assert refused(by_office[kind], "falsch").code == "password-wrong"
        assert refused(by_office[kind]).code == "file-encrypted"


@pytest.mark.office
def test_an_encrypted_ods_is_told_as_such(by_office: dict[str, bytes]) -> None:
    with pytest.raises(Refusal) as caught:
        old_book(by_office["ods"])
    assert caught.value.problems[0].code == "file-encrypted"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("甲\n乙\n".encode(), ("甲", "乙")),
        ("\ufeff甲\r\n\r\n 乙 \r".encode(), ("甲", " 乙 ")),
        ("密码一\n".encode("gbk"), ("密码一",)),
        ("a\u2028b\x0bc".encode(), ("a\u2028b\x0bc",)),
    ],
    ids=["plain", "windows", "gbk", "odd"],
)
def test_a_password_file_has_one_password_a_line(tmp_path: Path, data: bytes, expected: tuple[str, ...]) -> None:
    (tmp_path / "密码.txt").write_bytes(data)
    assert read_passwords(tmp_path / "密码.txt") == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\n \n", "password-file-unreadable"),
        (b"\xff\xff\xff", "password-file-unreadable"),
        (b"a\n" * 9, "password-file-too-long"),
        (b"a" * 70_000, "password-file-too-long"),
        (None, "password-file-unreadable"),
    ],
    ids=["blank", "bytes", "nine", "long", "missing"],
)
def test_a_password_file_that_is_none_is_refused(tmp_path: Path, data: bytes | None, code: str) -> None:
    path = tmp_path / "p.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(Refusal) as caught:
        read_passwords(path)
    problem = caught.value.problems[0]
    assert (problem.code, problem.file) == (code, str(path))


@pytest.mark.parametrize("bits", [128, 192, 256])
@pytest.mark.parametrize("digest", ["SHA1", "SHA-1", "SHA256", "SHA384", "SHA512"])
def test_every_digest_and_length_of_key_is_opened(form: Path, digest: str, bits: int) -> None:
    data = encrypted(form.read_bytes(), PASSWORD, digest, bits)
    assert decrypt(data, ("wrong", PASSWORD)) == form.read_bytes()
    assert refused(data, "wrong").code == "password-wrong"


def test_a_changed_package_is_not_opened_whatever_the_digest(form: Path) -> None:
    data = encrypted(form.read_bytes(), PASSWORD)
    with olefile.OleFileIO(data) as ole:
        info, package = (ole.openstream(name).read() for name in ("EncryptionInfo", "EncryptedPackage"))
    changed = bytearray(package)
    changed[5000] ^= 1
    assert refused(contained(info, bytes(changed)), PASSWORD).code == "file-truncated"


@pytest.mark.parametrize("cipher", ["RC2", "3DES", "DES", ""])
def test_another_cipher_is_named(form: Path, cipher: str) -> None:
    problem = refused(encrypted(form.read_bytes(), PASSWORD, cipher=cipher), PASSWORD)
    assert (problem.code, text_of(problem.found)) == ("protection-unknown", f"{cipher} ChainingModeCBC SHA1")


@pytest.mark.parametrize("version", [(3, 3), (4, 3), (9, 9)])
def test_another_kind_of_encryption_is_named(version: tuple[int, int]) -> None:
    data = contained(struct.pack("<HHI", *version, 0) + bytes(5000), bytes(5000))
    problem = refused(data, PASSWORD)
    assert problem.code == "protection-unknown"
    assert text_of(problem.found) == f"encryption of version {version[0]}.{version[1]}"


def test_a_protection_inside_another_is_named(agile: bytes) -> None:
    """The password was right: asking for it again would lead nowhere."""
    with pytest.raises(Refusal) as caught:
        open_book(encrypted(agile, "outer"), ("outer", PASSWORD))
    (found,) = caught.value.problems
    assert (found.code, text_of(found.found)) == ("protection-unknown", "a second protection inside the first")
    assert "remove the protection" in say(found, "en")
    assert "去掉保护" in say(found, "zh_CN") or "取消保护" in say(found, "zh_CN") or "解除保护" in say(found, "zh_CN")


@pytest.mark.parametrize("size", ["x", "0", "-5", "8", "99999999", ""])
def test_blocks_of_another_size_are_named(form: Path, size: str) -> None:
    import olefile

    with olefile.OleFileIO(encrypted(form.read_bytes(), PASSWORD)) as ole:
        info, package = (ole.openstream(name).read() for name in ("EncryptionInfo", "EncryptedPackage"))
    data = contained(info.replace(b'blockSize="16"', f'blockSize="{size}"'.encode()), package)
    found = refused(data, PASSWORD)
    assert (found.code, text_of(found.found)) == ("protection-unknown", f"blocks of {size} bytes")


@pytest.mark.parametrize(("old", "new"), [(b'saltValue="', b'saltValue="A'), (b"<dataIntegrity", b"<other")])
def test_a_description_that_is_broken_is_told_as_the_encryption(form: Path, old: bytes, new: bytes) -> None:
    import olefile

    with olefile.OleFileIO(encrypted(form.read_bytes(), PASSWORD)) as ole:
        info, package = (ole.openstream(name).read() for name in ("EncryptionInfo", "EncryptedPackage"))
    assert old in info
    found = refused(contained(info.replace(old, new, 1), package), PASSWORD)
    assert (found.code, "encrypted content" in say(found, "en")) == ("file-truncated", True)
