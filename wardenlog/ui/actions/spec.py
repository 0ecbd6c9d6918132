"""What an action is, to a person: what it is called, its keys, what it does and its icon."""

from dataclasses import dataclass


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - read by the translators' tool
    """Mark a text to be translated where it is shown; Qt's own says that it returns an object."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action as a person meets it. `keys` are in Qt's portable spelling; some have none.

    `icon` names a file of `resources/icons`, without its `.svg`; some have none.
    """

    text: str
    keys: tuple[str, ...]
    tip: str
    icon: str = ""


def spec(text: str, keys: str, tip: str, icon: str = "") -> ActionSpec:
    """Describe an action; `keys` are parted by blanks."""
    return ActionSpec(text, tuple(keys.split()), tip, icon)
