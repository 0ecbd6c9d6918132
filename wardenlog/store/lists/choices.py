"""What a sheet's fields are chosen from: people, places, funding, and words used before."""

from typing import Final, NamedTuple

from wardenlog.store.session import ReadSession

_RECENT: Final = 2000
"""How many of the newest rows are looked through for the words that sheets use."""


_MOST_USED: Final = 10
_WORDS: Final = (
    ("power_use", "behaviour"),
    ("power_use", "outcome"),
    ("incident", "outcome"),
    ("partner_presence", "partner_kind"),
    ("referral", "pathway"),
    ("referral", "stage"),
    ("referral", "outcome"),
    ("seizure", "seizure_kind"),
    ("visit", "purpose"),
)
"""The columns of free words that a sheet's details offer again."""


class Named(NamedTuple):
    """A record that a sheet refers to: its id, what people type, and what it is called.

    A void one is here only to be shown where an old sheet refers to it.
    """

    id: str
    code: str
    name: str
    void: bool = False


class AgreementNamed(NamedTuple):
    """An agreement and who funds it; `start_on` is an ISO date."""

    id: str
    reference: str
    programme: str | None
    funder: str
    start_on: str


def people(session: ReadSession) -> list[Named]:
    """Return everybody in the record, void or not, by code."""
    rows = session.rows(
        "SELECT id, code, name, void_reason IS NOT NULL FROM person ORDER BY code, id"
    )
    return [Named._make((*row[:3], bool(row[3]))) for row in rows]


def hotspots(session: ReadSession) -> list[Named]:
    """Return every hotspot, void or not, by code."""
    rows = session.rows(
        "SELECT id, code, name, void_reason IS NOT NULL FROM hotspot ORDER BY code, id"
    )
    return [Named._make((*row[:3], bool(row[3]))) for row in rows]


def funding_sources(session: ReadSession) -> list[Named]:
    """Return every funding source, void or not, by code; its name is its label."""
    rows = session.rows(
        "SELECT id, code, coalesce(label, code), void_reason IS NOT NULL FROM funding_source "
        "ORDER BY code, id"
    )
    return [Named._make((*row[:3], bool(row[3]))) for row in rows]


def recent_teams(session: ReadSession) -> list[str]:
    """Return the teams named on the newest sheets, in alphabetical order."""
    rows = session.rows(
        "SELECT DISTINCT team FROM (SELECT team FROM shift ORDER BY day DESC LIMIT ?) "
        "WHERE team IS NOT NULL ORDER BY team",
        (_RECENT,),
    )
    return [team for (team,) in rows]


def recent_incident_types(session: ReadSession) -> list[tuple[str, str]]:
    """Return (type, category) of the newest incidents that count, the most common first."""
    rows = session.rows(
        "SELECT incident_type, category FROM "
        "(SELECT incident_type, category FROM incident WHERE live = 1 ORDER BY day DESC LIMIT ?) "
        "GROUP BY incident_type, category ORDER BY count(*) DESC, incident_type",
        (_RECENT,),
    )
    return [(incident_type, category) for incident_type, category in rows]


def pspos(session: ReadSession) -> list[Named]:
    """Return every public spaces protection order, void or not, by code; its name is its title."""
    rows = session.rows(
        "SELECT id, code, title, void_reason IS NOT NULL FROM pspo ORDER BY code, id"
    )
    return [Named._make((*row[:3], bool(row[3]))) for row in rows]


def recent_powers(session: ReadSession) -> list[str]:
    """Return the codes of the powers that our staff used most on the newest sheets, at most ten."""
    rows = session.rows(
        "SELECT power FROM (SELECT power, quantity FROM power_use WHERE live = 1 AND use = 'own' "
        "ORDER BY day DESC LIMIT ?) GROUP BY power ORDER BY sum(quantity) DESC, power LIMIT ?",
        (_RECENT, _MOST_USED),
    )
    return [power for (power,) in rows]


def recent_words(session: ReadSession) -> dict[str, tuple[str, ...]]:
    """Return what the newest sheets say in each column of free words, the most common first."""
    found = {}
    for table, column in _WORDS:
        rows = session.rows(
            f'SELECT "{column}" FROM (SELECT "{column}" FROM "{table}" '
            f'ORDER BY shift_id DESC LIMIT ?) WHERE "{column}" IS NOT NULL '
            f'GROUP BY "{column}" ORDER BY count(*) DESC, "{column}"',
            (_RECENT,),
        )
        found[f"{table}.{column}"] = tuple(word for (word,) in rows)
    return found


def agreements(session: ReadSession) -> list[AgreementNamed]:
    """Return the agreements that are not void, the one that started last first."""
    rows = session.rows(
        "SELECT agreement.id, reference, programme, organisation.name, start_on FROM agreement "
        "INNER JOIN organisation ON organisation.id = agreement.funder_id "
        "WHERE agreement.void_reason IS NULL ORDER BY start_on DESC, reference"
    )
    return [AgreementNamed(*row) for row in rows]


def council_name(session: ReadSession) -> str | None:
    """Return what the council whose record this is calls itself."""
    found = session.value("SELECT name FROM council WHERE void_reason IS NULL")
    return None if found is None else str(found)
