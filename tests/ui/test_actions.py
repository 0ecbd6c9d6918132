"""Every action is described, and no two of a screen share a key."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from wardenlog.ui.actions import ACTIONS, ActionSpec


@pytest.mark.parametrize("spec", ACTIONS.values(), ids=ACTIONS)
def test_an_action_says_what_it_does_in_a_sentence(spec: ActionSpec) -> None:
    assert spec.text
    assert spec.tip.endswith(".")
    assert all(not QKeySequence(keys).isEmpty() for keys in spec.keys)


def test_no_two_actions_of_a_screen_share_a_key() -> None:
    screens = {action_id.split(".")[0] for action_id in ACTIONS}
    for screen in screens - {"go"}:
        keys = Counter(
            key
            for action_id, spec in ACTIONS.items()
            if action_id.split(".")[0] in {screen, "go"}
            for key in spec.keys
        )
        assert not [key for key, times in keys.items() if times > 1]
