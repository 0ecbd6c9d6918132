"""What the record holds that the rows of a spreadsheet may mean."""

from dataclasses import dataclass

from wardenlog.imports.spreadsheet.matching import Known
from wardenlog.store import ReadSession


@dataclass(frozen=True, slots=True)
class Background:
    """People, hotspots, funding sources and organisations by code; no void ones.

    `own` are the codes of organisations whose people are ours. `categories` are those that
    recorded incidents of a type have, by the type in small letters.
    """

    people: tuple[Known, ...] = ()
    hotspots: tuple[Known, ...] = ()
    funding: tuple[Known, ...] = ()
    organisations: tuple[Known, ...] = ()
    own: frozenset[str] = frozenset()
    granted: tuple[str, ...] = ()
    """The codes of funding sources that are a grant agreement."""
    categories: tuple[tuple[str, str, str], ...] = ()
    """Each recorded incident type in small letters, as it is written, and its category."""


def load_background(session: ReadSession) -> Background:
    """Read what names in a spreadsheet may mean."""

    def known(table: str, name: str) -> tuple[Known, ...]:
        rows = session.rows(
            f"SELECT code, {name} FROM {table} WHERE void_reason IS NULL ORDER BY code"  # noqa: S608 - names of our own tables
        )
        return tuple(Known(code, said) for code, said in rows)

    return Background(
        people=known("person", "name"),
        hotspots=known("hotspot", "name"),
        funding=known("funding_source", "coalesce(label, code)"),
        organisations=known("organisation", "name"),
        own=frozenset(
            code
            for (code,) in session.rows(
                "SELECT code FROM organisation WHERE own = 1 AND void_reason IS NULL"
            )
        ),
        granted=tuple(
            code
            for (code,) in session.rows(
                "SELECT code FROM funding_source WHERE agreement_id IS NOT NULL "
                "AND void_reason IS NULL ORDER BY id DESC"
            )
        ),
        categories=tuple(
            (str(incident_type).casefold(), incident_type, category)
            for incident_type, category in session.rows(
                "SELECT incident_type, category FROM incident WHERE live = 1 "
                "GROUP BY incident_type, category ORDER BY count(*)"
            )
        ),
    )
