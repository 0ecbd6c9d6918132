"""Organisations, the people who work for them, and what those people are authorised to do."""

from datetime import date
from typing import ClassVar

from wardenlog.model.base import Aggregate, Code, Part, Text
from wardenlog.model.vocabulary import AuthorisationBasis, OrganisationKind


class Organisation(Aggregate):
    """A body whose people, money or reports appear in the record.

    `own` is Yes where its people are paid by us under the grant: staff, agency or contractor.
    Set-up asks, never guesses; not said is No (domain.md, rule 6).
    """

    kind: ClassVar[str] = "organisation"

    code: Code
    name: Text
    organisation_kind: OrganisationKind | None = None
    own: bool = False


class Authorisation(Part):
    """A person's authority to use one family of powers, between two dates inclusive."""

    family: Code
    basis: AuthorisationBasis | None = None
    from_on: date | None = None
    to_on: date | None = None


class Person(Aggregate):
    """Somebody who goes on shift."""

    kind: ClassVar[str] = "person"

    code: Code
    name: Text
    organisation_id: str
    staff_group: Text | None = None
    active_from: date | None = None
    active_to: date | None = None
    authorisations: tuple[Authorisation, ...] = ()
