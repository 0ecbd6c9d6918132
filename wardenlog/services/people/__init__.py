"""People, organisations and funding sources: listed, looked at, saved, and pasted in."""

from wardenlog.services.people.about import About, about_person, families
from wardenlog.services.people.coding import (
    code_for,
    holder_of,
    namesake_of,
    save_coded,
    suggested_code,
)
from wardenlog.services.people.lists import (
    DAYS_AHEAD,
    Authority,
    Funding,
    FundingRow,
    OrganisationRow,
    Organisations,
    People,
    PersonLine,
    Standing,
    known_staff_groups,
    organisation_choices,
)
from wardenlog.services.people.pasting import (
    Pasted,
    PastedLine,
    add_pasted,
    own_organisation,
    read_pasted,
)

__all__ = [
    "DAYS_AHEAD",
    "About",
    "Authority",
    "Funding",
    "FundingRow",
    "OrganisationRow",
    "Organisations",
    "Pasted",
    "PastedLine",
    "People",
    "PersonLine",
    "Standing",
    "about_person",
    "add_pasted",
    "code_for",
    "families",
    "holder_of",
    "known_staff_groups",
    "namesake_of",
    "organisation_choices",
    "own_organisation",
    "read_pasted",
    "save_coded",
    "suggested_code",
]
