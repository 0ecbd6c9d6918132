"""People, organisations and funding sources: listed, looked at, saved, and pasted in."""

from wardenlog.services.coding import (
    code_for,
    holder_of,
    namesake_of,
    save_coded,
    suggested_code,
)
from wardenlog.services.pasted import Pasted
from wardenlog.services.people.about import About, Held, about_person, families, is_followed
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
    agreement_choices,
    known_staff_groups,
    organisation_choices,
)
from wardenlog.services.people.pasting import (
    PastedLine,
    add_pasted,
    own_organisation,
    read_lines,
    read_pasted,
)
from wardenlog.store.lists.coded import Coded

__all__ = [
    "DAYS_AHEAD",
    "About",
    "Authority",
    "Coded",
    "Funding",
    "FundingRow",
    "Held",
    "OrganisationRow",
    "Organisations",
    "Pasted",
    "PastedLine",
    "People",
    "PersonLine",
    "Standing",
    "about_person",
    "add_pasted",
    "agreement_choices",
    "code_for",
    "families",
    "holder_of",
    "is_followed",
    "known_staff_groups",
    "namesake_of",
    "organisation_choices",
    "own_organisation",
    "read_lines",
    "read_pasted",
    "save_coded",
    "suggested_code",
]
