"""The file of keys against the ledger: a key that is missing is named, and no honest form is called forged."""

from __future__ import annotations

import json
import secrets

import pytest

from tests.conftest import WORKED_EXAMPLE, Bench, message_of, person, text_of
from xlsappraise.base.problems import Refusal
from xlsappraise.store.start import rotate_keys


@pytest.fixture
def rotated(one: Bench) -> Bench:
    """Return a workspace in which a second key signs, with the keys of before kept beside."""
    keys = one.workspace.keys
    keys.with_suffix(".old").write_bytes(keys.read_bytes())
    with one.open() as office:
        rotate_keys(office)
    one.issue(person("E009", name="周新"))
    return one


def fill(bench: Bench, number: str) -> None:
    bench.fill(WORKED_EXAMPLE, number)


def answers(bench: Bench) -> dict[str, tuple[str, list[str]]]:
    """Return state and codes of each file."""
    return {f.name: (f.state, sorted(p.code for p in f.problems)) for f in bench.collect().files}


def test_the_forms_of_a_lost_key_are_set_aside_by_its_name(rotated: Bench) -> None:
    fill(rotated, "E009")
    keys = rotated.workspace.keys
    keys.write_bytes(keys.with_suffix(".old").read_bytes())
    found = next(f for f in rotated.collect().files if "E009" in f.name)
    assert (found.state, [p.code for p in found.problems]) == ("set_aside", ["key-missing"])
    assert text_of(found.problems[0].found).startswith("has no key 02, which signs forms since 20")
    assert ".xlsappraise/keys.json has no key 02" in message_of(found.problems[0])
    assert found.problems[0].file == found.name


def test_forms_are_recognised_again_once_the_key_is_restored(rotated: Bench) -> None:
    fill(rotated, "E009")
    keys = rotated.workspace.keys
    newest = keys.read_bytes()
    keys.write_bytes(keys.with_suffix(".old").read_bytes())
    rotated.collect()
    keys.write_bytes(newest)
    assert not any("key-missing" in codes for _state, codes in answers(rotated).values())


def test_keys_that_an_editor_saved_with_a_mark_before_them_are_read(one: Bench) -> None:
    fill(one, "E001")
    keys = one.workspace.keys
    keys.write_bytes(b"\xef\xbb\xbf" + keys.read_bytes())
    assert not any("key-missing" in codes for _state, codes in answers(one).values())


@pytest.mark.parametrize("forget", [False, True])
def test_nothing_is_signed_while_a_key_is_lost(rotated: Bench, forget: bool) -> None:
    keys = rotated.workspace.keys
    others = {"01": secrets.token_bytes(32).hex(), "02": secrets.token_bytes(32).hex()}
    keys.write_bytes(keys.with_suffix(".old").read_bytes() if forget else json.dumps(others).encode())
    with pytest.raises(Refusal) as caught:
        rotated.issue(person("E010", name="吴新"))
    assert caught.value.problems[0].code == "key-missing"
    with rotated.open() as office, pytest.raises(Refusal) as caught:
        rotate_keys(office)
    assert caught.value.problems[0].code == "key-missing"


@pytest.mark.parametrize(
    "content", ["{}", '{"01": ""}', '{"01": "00"}', '{"1": "' + "00" * 32 + '"}', "[]", "", '{"01": 7}', "[" * 100_000]
)
def test_anything_but_keys_of_32_bytes_is_refused(one: Bench, content: str) -> None:
    one.workspace.keys.write_text(content, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        one.collect()
    assert (caught.value.problems[0].code, text_of(caught.value.problems[0].found)) == (
        "key-missing", "is missing or damaged",
    )  # fmt: skip
