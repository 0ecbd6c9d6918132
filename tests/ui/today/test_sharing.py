"""The room of a column is shared fairly and never more of it than there is."""

from hypothesis import given
from hypothesis import strategies as st

from wardenlog.ui.today.sharing import share


def test_a_list_takes_what_it_wants_and_leaves_the_rest() -> None:
    assert share([10, 3, 0], 10) == [7, 3, 0]
    assert share([10, 10], 9) == [5, 4]
    assert share([1, 1], 20) == [1, 1]
    assert share([5, 5], 1) == [2, 2]


@given(st.lists(st.integers(0, 40), max_size=5), st.integers(-5, 60))
def test_room_is_neither_wasted_nor_overrun(wanted: list[int], room: int) -> None:
    given_lines = share(wanted, room)
    least = sum(min(2, want) for want in wanted)
    assert all(got <= want for got, want in zip(given_lines, wanted, strict=True))
    assert sum(given_lines) == max(least, min(room, sum(wanted)))
