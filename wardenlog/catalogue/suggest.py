"""The sentence for a code that no catalogue knows, with the nearest one that it does."""

from collections.abc import Collection

from wardenlog.errors import UserError


def unknown(code: str, known: Collection[str], *, noun: str, field: str) -> UserError:
    """An error that says which code is not known and, where one is close, which may be meant.

    `noun` is what the code names ("power"), `field` the heading it was typed under.
    The error's code is `unknown_` and the noun.
    """
    import difflib  # only where something is wrong: it costs every start 10 ms

    by_upper = {each.upper(): each for each in known}
    close = difflib.get_close_matches(code.strip().upper(), by_upper, n=1)
    hint = f"Did you mean “{by_upper[close[0]]}”?" if close else f"Choose a {noun} from the list."
    return UserError(
        f"There is no {noun} “{code}”. {hint}",
        field=field,
        code="unknown_" + noun.replace(" ", "_"),
    )
