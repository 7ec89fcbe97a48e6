"""What the records of thousands of forms have in common is held once; what is told of them stays the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.test_ledger import issue, reading, version
from xlsappraise.store.ledger import Figure, Ledger, PublishedBook, sharing
from xlsappraise.store.ledger.wire import pack, unpack, unpack_each

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=8))
def test_a_packed_list_is_unpacked_item_by_item(items: list[object]) -> None:
    assert list(unpack_each(pack(items))) == unpack(pack(items)) == items


def test_readings_of_one_master_share_addresses_and_ids(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    made = [issue(ledger, str(number), employee_id=f"E{number}", name=f"员工{number}") for number in (1, 2)]
    ledger.put_versions([version(f"s{one.id}", one.id, "accepted") for one in made])
    ledger.add_readings("v1", [reading(f"s{one.id}", one.id) for one in made])
    stored = [*ledger.readings("v1", ["s1", "s2"]).values(), *(one.reading for one in ledger.versions("2026-11"))]
    assert len(stored) == 4 and all(one.cells for one in stored)
    assert len({id(one.cells) for one in stored}) == 1
    assert len({id(name) for one in stored for name in one.inputs}) == len(stored[0].inputs)
    assert len({id(one.scheme_id) for one in ledger.issues()}) == 1
    ledger.close()


def test_sharing_changes_nothing() -> None:
    one = reading("s1", "1")
    assert sharing(one) == one


def test_figures_of_a_book_are_read_as_often_as_needed(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    figures = tuple(Figure(f"E{n}", "王，[小]“燕”", "total", "总分", f"{n}.00") for n in range(1, 4))
    ledger.put_book(PublishedBook("2026-11", "summary", 1, "c" * 64, figures), [])
    book = ledger.book("summary", "2026-11")
    assert book is not None
    assert tuple(book.figures) == tuple(book.figures) == figures
    ledger.close()
