"""A record's first facts: council, grant, wardens and hotspots, written all at once or not."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, ValidationInfo, field_validator

from wardenlog.counting.scope import APRIL, financial_year, financial_year_start
from wardenlog.errors import UserError
from wardenlog.model import (
    Agreement,
    Council,
    FundingSource,
    Hotspot,
    Listing,
    Organisation,
    Person,
    Term,
    Variation,
    new_id,
)
from wardenlog.model.base import Aggregate, Code, Money, Part, Text
from wardenlog.model.vocabulary import (
    HoursCounted,
    OrganisationKind,
    PaymentBasis,
    ReportingFrequency,
    TermItem,
    VariationStatus,
)
from wardenlog.services.coding import code_for
from wardenlog.services.logbook import Changes
from wardenlog.services.pasted import Pasted
from wardenlog.services.people.pasting import PastedLine, read_lines
from wardenlog.services.record import Record

PAID_BY_HOURS: Final = frozenset({PaymentBasis.HOURS_RATE, PaymentBasis.HYBRID})
"""The ways of being paid that need a rate for an hour."""

CAPPED: Final = PAID_BY_HOURS | {PaymentBasis.ACTUAL_COST}
"""Those whose amount is not known beforehand, so that a cap may hold it down."""


USUAL_DUE_DAYS: Final = 30
"""Days after a period's last day by which a return is due, until its terms say otherwise."""

_LONGEST_YEARS: Final = 50
"""No grant is longer: a year that is further off is mistyped."""


class Employer(StrEnum):
    """Who employs the wardens; either way they are paid by the council (domain.md, rule 6)."""

    COUNCIL = "council"
    CONTRACTOR = "contractor"


class FirstFacts(Part):
    """What is asked at a first start, as it was answered; None is not answered.

    `rate` and `cap` are in pounds, `hours_target` in hours for a financial year. `wardens` and
    `hotspots` are texts with one on each line.
    """

    council: Text
    ons_code: Code | None = None
    funder: Text
    reference: Code
    programme: Text | None = None
    start_on: date
    end_on: date
    """Without it nothing could be claimed (domain.md, counting rule 6)."""
    signed_on: date | None = None
    basis: PaymentBasis | None = None
    rate: Annotated[Decimal, Field(ge=0, max_digits=9)] | None = None
    cap: Annotated[Money, Field(ge=0)] | None = None
    hours_target: Annotated[Decimal, Field(ge=0, max_digits=9)] | None = None
    hours_counted: HoursCounted | None = None
    frequency: ReportingFrequency | None = None
    employer: Employer
    contractor: Text | None = None
    wardens: str = ""
    hotspots: str = ""

    @field_validator("rate", "cap")
    @classmethod
    def _only_where_paid_so(cls, value: Decimal | None, info: ValidationInfo) -> Decimal | None:
        """Forget a sum that was typed before another way of being paid was chosen."""
        paid = PAID_BY_HOURS if info.field_name == "rate" else CAPPED
        return value if info.data.get("basis") in paid else None


class Missing(StrEnum):
    """What a record can begin without, though something will not be known until it is there."""

    SIGNED = "signed"
    BASIS = "basis"
    RATE = "rate"
    INSTALMENTS = "instalments"
    HOURS_COUNTED = "hours_counted"
    WARDENS = "wardens"
    HOTSPOTS = "hotspots"


@dataclass(frozen=True, slots=True)
class Pasteds:
    """What would come of the texts of wardens and hotspots."""

    wardens: Pasted[PastedLine]
    hotspots: Pasted[PastedLine]

    @classmethod
    def of(cls, wardens: str, hotspots: str) -> Self:
        """Read both texts; codes are unique within each."""
        return cls(read_lines(wardens), read_lines(hotspots))


def council_id(record: Record) -> str | None:
    """Return the id of the council whose record it is, or None where it is not recorded."""
    with record.store.read() as session:
        return next((each.id for each in session.load_all("council")), None)


def faults(facts: FirstFacts) -> list[UserError]:
    """Return what contradicts itself in the answers, each with the field it concerns."""
    found = []
    if facts.end_on < facts.start_on:
        sentence = "The grant ends before it starts. Check both dates and their years."
        found.append(UserError(sentence, field="end_on", code="ends_early"))
    elif facts.end_on.year - facts.start_on.year > _LONGEST_YEARS:
        sentence = f"The grant lasts more than {_LONGEST_YEARS} years. Check the years."
        found.append(UserError(sentence, field="end_on", code="ends_late"))
    if facts.employer is Employer.CONTRACTOR and facts.contractor is None:
        found.append(
            UserError("Give the name of the contractor.", field="contractor", code="missing")
        )
    read = Pasteds.of(facts.wardens, facts.hotspots)
    for field, pasted in (("wardens", read.wardens), ("hotspots", read.hotspots)):
        wrong = next((each for each in pasted.lines if each.problem and not each.known), None)
        if wrong is not None:
            sentence = f"Line {wrong.line}: {wrong.problem}"
            found.append(UserError(sentence, field=field, code="wrong_line"))
    return found


def missing(facts: FirstFacts) -> list[Missing]:
    """Return what was left out that something waits for."""
    read = Pasteds.of(facts.wardens, facts.hotspots)
    waits = {
        Missing.SIGNED: facts.signed_on is None,
        Missing.BASIS: facts.basis is None,
        Missing.RATE: facts.basis in PAID_BY_HOURS and facts.rate is None,
        Missing.INSTALMENTS: facts.basis is PaymentBasis.INSTALMENT,
        Missing.HOURS_COUNTED: facts.hours_counted is None,
        Missing.WARDENS: not read.wardens.added,
        Missing.HOTSPOTS: not read.hotspots.added,
    }
    return [each for each, waiting in waits.items() if waiting]


def begin(record: Record, facts: FirstFacts) -> Changes:
    """Write everything that the answers say, as one change of the record.

    Makes the council, its organisations, the agreement with its original terms as variation 0, its
    funding source, the wardens, and the hotspots, each listed from the grant's first day.
    UserError for the first of the `faults`, or (`already_begun`) where something is recorded.
    """
    wrong = faults(facts)
    if wrong:
        raise wrong[0]
    with record.store.write(record.actor) as session:
        if session.head() is not None:
            raise UserError(
                "This record was begun meanwhile. Close wardenlog and open it again.",
                code="already_begun",
            )
        done = [session.save(each) for each in _aggregates(facts)]
    return Changes(tuple(each for each in done if each is not None))


def _aggregates(facts: FirstFacts) -> list[Aggregate]:
    """Return every record to write, each after those it refers to."""
    council, funder, contractor = _organisations(facts)
    employer = contractor or council
    read = Pasteds.of(facts.wardens, facts.hotspots)
    hotspots = [
        Hotspot(id=new_id(), code=each.code, name=each.name) for each in read.hotspots.added
    ]
    agreement = Agreement(
        id=new_id(),
        reference=facts.reference,
        funder_id=funder.id,
        recipient_id=council.id,
        programme=facts.programme,
        start_on=facts.start_on,
        variations=(_original(facts),),
        listings=tuple(Listing(hotspot_id=one.id, from_on=facts.start_on) for one in hotspots),
    )
    return [
        Council(id=new_id(), name=facts.council, ons_code=facts.ons_code),
        council,
        funder,
        *([contractor] if contractor else []),
        *(
            Person(id=new_id(), code=each.code, name=each.name, organisation_id=employer.id)
            for each in read.wardens.added
        ),
        *hotspots,
        agreement,
        FundingSource(
            id=new_id(),
            code=facts.reference,
            agreement_id=agreement.id,
            label=facts.programme or f"Grant {facts.reference}",
        ),
    ]


def _organisations(facts: FirstFacts) -> tuple[Organisation, Organisation, Organisation | None]:
    """Return the council, the funder, and whoever else employs the wardens.

    Only those that employ the wardens are own: of others nobody was asked (domain.md, rule 6).
    """
    ours = facts.employer is Employer.COUNCIL
    taken: list[str] = []
    made = []
    for name, kind, own in (
        (facts.council, OrganisationKind.COUNCIL, ours),
        (facts.funder, OrganisationKind.FUNDER, False),
        (None if ours else facts.contractor, OrganisationKind.CONTRACTOR, True),
    ):
        if name is None:
            continue
        code = code_for(name, taken)
        taken.append(code)
        made.append(
            Organisation(id=new_id(), code=code, name=name, organisation_kind=kind, own=own)
        )
    return made[0], made[1], None if ours else made[2]


def _original(facts: FirstFacts) -> Variation:
    return Variation(
        number=0,
        effective_from=facts.start_on,
        status=VariationStatus.SIGNED,
        signed_on=facts.signed_on,
        reason="The original agreement",
        terms=tuple(_terms(facts)),
    )


def _terms(facts: FirstFacts) -> list[Term]:
    said: dict[TermItem, object] = {
        TermItem.PERIOD_END: facts.end_on,
        TermItem.PAYMENT_BASIS: facts.basis,
        TermItem.HOURLY_RATE: facts.rate,
        TermItem.CAP: facts.cap,
        TermItem.HOURS_COUNTED: facts.hours_counted,
        TermItem.REPORTING_FREQUENCY: facts.frequency,
        TermItem.RETURN_DUE_DAYS: USUAL_DUE_DAYS,
    }
    terms = [Term(item=item, value=str(value)) for item, value in said.items() if value is not None]
    if facts.hours_target is not None:
        terms += [
            Term(item=TermItem.HOURS_TARGET, key=year, value=str(facts.hours_target))
            for year in _years(facts)
        ]
    return terms


def _years(facts: FirstFacts) -> list[str]:
    """Return the financial years of the grant."""
    first, last = (financial_year_start(day).year for day in (facts.start_on, facts.end_on))
    span = range(first, last + 1)
    return [financial_year(date(year, APRIL, 1)) for year in span]
