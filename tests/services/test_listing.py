"""A million ids in one text are the same to a list as a list of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardenlog.model import new_id
from wardenlog.services.listing import PackedIds, positions

IDS = st.lists(st.uuids().map(str), unique=True, max_size=40)


@given(IDS, st.slices(20))
def test_it_is_what_the_list_is(ids: list[str], some: slice) -> None:
    packed = PackedIds("".join(ids))
    assert list(packed) == ids
    assert len(packed) == len(ids)
    assert packed[some] == ids[some]
    assert [packed[n] for n in range(-len(ids), len(ids))] == ids + ids
    assert [packed.index(each) for each in ids] == list(range(len(ids)))
    assert all(each in packed for each in ids)


@given(IDS, st.sets(st.integers(0, 39)))
def test_positions_are_those_of_the_wanted(ids: list[str], some: set[int]) -> None:
    wanted = {ids[n] for n in some if n < len(ids)} | {new_id()}
    expected = {each: n for n, each in enumerate(ids) if each in wanted}
    assert positions(PackedIds("".join(ids)), wanted) == expected
    assert positions(ids, wanted) == expected


def test_what_is_not_there_is_not_found() -> None:
    packed = PackedIds(new_id() + new_id())
    assert new_id() not in packed
    assert packed[0][:35] not in packed
    for value in (new_id(), packed[0][:35], ""):
        with pytest.raises(ValueError, match=f"^{value}$"):
            packed.index(value)
    with pytest.raises(IndexError):
        packed[2]
