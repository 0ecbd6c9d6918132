"""Checks of powers: authority, orders, limits and sequence, each beside its good neighbour."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.counting.check_town import (
    IDS,
    TUESDAY,
    Town,
    at,
    authorised,
    person,
    sheet,
    use,
    using,
    visit,
)
from wardenlog.counting.checks.facts import SWITCH_SETTING
from wardenlog.model import Council, Person, PowerUse, Pspo, Shift
from wardenlog.model.vocabulary import AgeBand, AuthorisationBasis, PowerStatus, Use
from wardenlog.store import Store


def advice(**more: Any) -> PowerUse:
    """Advice under the town's PSPO, by W1, who may."""
    return use("PSPO", **{"stage": "PSPO.ADVICE", "pspo_id": IDS["TOWN"], **more})


def fine(pounds: int, power: str = "FPN-LIT", stage: str = "FPN-LIT.FPN", **more: Any) -> PowerUse:
    return use(power, stage, amount=Decimal(pounds), **more)


def warden(code: str, *families: str, **more: Any) -> Person:
    return person(code, authorisations=authorised(*families, **more))


def on(day: date, *uses: PowerUse, hotspot: str = "H1") -> Shift:
    """Another sheet, of another day, with one visit and what was used on it."""
    there = visit(hotspot=hotspot).model_copy(
        update={"in_at": at("15:20", day), "out_at": at("15:50", day)}
    )
    return sheet(
        there,
        code="S2",
        day=day,
        start_at=at("15:00", day),
        end_at=at("23:00", day),
        powers=uses,
    )


def test_unknown_power(town: Town) -> None:
    assert town.one("stage_not_of_power", using(use("PSOP", "PSPO.ADVICE"))) == (
        "Sheet S1, visit 1: “PSOP” is not a power that the return knows."
    )


def test_stage_not_of_power(town: Town) -> None:
    assert town.one("stage_not_of_power", using(use("CPN", "CPW.ISSUED", visit=None))) == (
        "Sheet S1: the stage “Warning issued” does not belong to the power “Community protection "
        "notice”."
    )
    assert len(town.said("stage_not_of_power", using(use("CPN", "CPN.NONSENSE")))) == 1
    assert town.said("stage_not_of_power", using(use("CPW", "CPW.ISSUED"))) == []


def test_authorised_by_family(town: Town) -> None:
    assert town.said("power_not_allowed", using(use("CPW", "CPW.ISSUED"), advice())) == []


def test_nobody_authorised_is_one_finding(town: Town) -> None:
    uses = [use("CPW", "CPW.ISSUED") for _ in range(5)]
    (found,) = (
        each
        for each in town.findings(person("W1"), using(*uses, advice(person_id=IDS["W2"])))
        if each.check == "power_not_allowed"
    )
    assert found.sentence.startswith(
        "All people: no authorisations are recorded for anybody. Own uses of powers that need one: "
        "6, the first on 6 May 2025."
    )
    assert (found.record_kind, found.record_id) == ("council", IDS["council"])
    words_only = using(use("INF-WOA", "INF-WOA.GIVEN"))
    assert town.said("power_not_allowed", person("W1"), words_only) == []


def test_never_authorised_is_one_finding_a_person(town: Town) -> None:
    uses = [use("CPW", "CPW.ISSUED", person_id=IDS["W2"]) for _ in range(3)]
    (found,) = (each for each in town.findings(using(*uses)) if each.check == "power_not_allowed")
    assert found.sentence.startswith(
        "Person W2: no authorisation covers CPN, used 3 times, first on 6 May 2025."
    )
    assert (found.record_kind, found.record_id) == ("person", IDS["W2"])
    assert town.said("power_not_allowed", using(*uses), warden("W2", "CPN")) == []
    assert town.said("power_not_allowed", using(*uses), warden("W2", "CPW")) == []
    assert len(town.said("power_not_allowed", using(*uses), warden("W2", "PSPO"))) == 1


def test_an_authorisation_on_another_basis_does_not_cover(town: Town) -> None:
    uses = using(use("CPW", "CPW.ISSUED", person_id=IDS["W2"]))
    accredited = warden("W2", "CPN").model_copy(
        update={
            "authorisations": tuple(
                each.model_copy(update={"basis": AuthorisationBasis.CSAS})
                for each in authorised("CPN")
            )
        }
    )
    assert len(town.said("power_not_allowed", uses, accredited)) == 1
    unsaid = accredited.model_copy(
        update={
            "authorisations": tuple(
                each.model_copy(update={"basis": None}) for each in authorised("CPN")
            )
        }
    )
    assert town.said("power_not_allowed", uses, unsaid) == []


def test_not_authorised_on_that_date(town: Town) -> None:
    uses = using(use("CPW", "CPW.ISSUED", person_id=IDS["W2"]))
    lapsed = warden("W2", "CPN", to_on=date(2025, 5, 5))
    assert town.one("power_not_allowed", uses, lapsed) == (
        "Sheet S1, visit 1: W2 used “Community protection warning (written warning): Warning "
        "issued” on 6 May 2025 and was not authorised for it that day."
    )
    assert len(town.said("power_not_allowed", uses, warden("W2", "CPN", from_on="2025-05-07"))) == 1
    assert town.said("power_not_allowed", uses, warden("W2", "CPN", to_on=TUESDAY)) == []
    assert town.said("power_not_allowed", uses, warden("W2", "CPN", from_on=TUESDAY)) == []


@pytest.mark.parametrize(
    "allowed",
    [
        use("CPW", "CPW.ISSUED", person_id=IDS["W2"], use=Use.ASSISTED),
        use("CPN", "CPN.COMPLIED", person_id=IDS["W2"]),
        use("CPN", "CPN.BREACH", person_id=IDS["W2"]),
        use("INF-WOA", "INF-WOA.GIVEN", person_id=IDS["W2"]),
    ],
    ids=lambda each: f"{each.use} {each.stage}",
)
def test_what_needs_no_authorisation(town: Town, allowed: PowerUse) -> None:
    assert town.said("power_not_allowed", using(allowed)) == []


def test_power_without_person(town: Town) -> None:
    unsaid = using(use("CPW", "CPW.ISSUED", person_id=None))
    assert town.one("power_without_person", unsaid) == (
        "Sheet S1, visit 1: nobody is recorded as having used “Community protection warning "
        "(written warning): Warning issued”."
    )
    words_only = using(use("INF-WOA", "INF-WOA.GIVEN", person_id=None))
    assert town.said("power_without_person", words_only) == []
    assert town.said("power_without_person", unsaid, person("W1")) == []


def test_own_use_of_a_police_power(town: Town) -> None:
    assert town.one("own_use_no_record_as_partner", using(use("POL-SS", "POL-SS.DONE"))) == (
        "Sheet S1, visit 1: “Stop and search” is for police or a court, and it is marked as our "
        "own use."
    )
    beside = using(use("POL-SS", "POL-SS.DONE", use=Use.ASSISTED))
    assert town.said("own_use_no_record_as_partner", beside) == []


def test_pspo_missing(town: Town) -> None:
    assert town.one("pspo_missing", using(advice(pspo_id=None))) == (
        "Sheet S1, visit 1: “Verbal warning / advice on PSPO” does not say under which PSPO."
    )
    assert town.said("pspo_missing", using(advice())) == []
    assert town.said("pspo_missing", using(use("CPW", "CPW.ISSUED"))) == []


def test_without_any_pspo_there_is_one_finding(town: Town) -> None:
    uses = using(*(advice(pspo_id=None) for _ in range(4)))
    assert town.one("pspo_missing", uses, without=(Pspo,)) == (
        "All PSPOs: no PSPO is recorded. Actions under one: 4, the first on 6 May 2025."
    )


def order(first: date | None, last: date | None) -> Pspo:
    return Pspo(id=IDS["TOWN"], code="TOWN", title="Town Centre", from_on=first, to_on=last)


def test_pspo_expired(town: Town) -> None:
    ended = order(None, date(2025, 5, 5))
    assert town.one("pspo_expired", ended, using(advice())) == (
        "Sheet S1, visit 1: PSPO “Town Centre” ended on 5 May 2025, before this action of 6 May "
        "2025."
    )
    assert town.said("pspo_expired", order(None, TUESDAY), using(advice())) == []
    assert len(town.said("pspo_expired", ended, using(advice(stage="PSPO.BREACH")))) == 1


def test_what_follows_an_action_may_come_after_the_order(town: Town) -> None:
    ended = order(None, date(2025, 5, 5))
    assert town.said("pspo_expired", ended, using(advice(stage="PSPO.PROS"))) == []


def test_pspo_not_begun(town: Town) -> None:
    assert town.one("pspo_expired", order(date(2025, 5, 7), None), using(advice())) == (
        "Sheet S1, visit 1: PSPO “Town Centre” began only on 7 May 2025, after this action of 6 "
        "May 2025."
    )
    assert town.said("pspo_expired", order(TUESDAY, None), using(advice())) == []


def test_fine_above_the_most(town: Town) -> None:
    assert town.one("fpn_above_limit", using(fine(501))) == (
        "Sheet S1, visit 1: a fixed penalty of £501.00 for “Littering” is above £500.00, the "
        "most listed for that date."
    )
    assert town.said("fpn_above_limit", using(fine(500))) == []
    assert town.said("fpn_above_limit", using(fine(501, stage="FPN-LIT.PROS"))) == []
    assert town.said("fpn_above_limit", using(fine(1000, count=2))) == []


def test_fine_below_the_least(town: Town) -> None:
    assert town.one("fpn_above_limit", using(fine(64))) == (
        "Sheet S1, visit 1: a fixed penalty of £64.00 for “Littering” is below £65.00, the least "
        "listed for that date."
    )
    assert town.said("fpn_above_limit", using(fine(65))) == []
    assert town.said("fpn_above_limit", using(fine(50, status=PowerStatus.PAID))) == []


def test_the_nation_decides_which_limits_hold(town: Town) -> None:
    def council(ons_code: str | None) -> Council:
        return Council(id=IDS["council"], name="Exampleton", ons_code=ons_code)

    assert town.said("fpn_above_limit", using(fine(400))) == []
    assert len(town.said("fpn_above_limit", using(fine(400)), council("W06000999"))) == 1
    assert town.said("fpn_above_limit", using(fine(400)), council(None)) == []
    assert len(town.said("fpn_above_limit", using(fine(501)), council(None))) == 1


def test_limits_are_those_of_the_date(town: Town) -> None:
    assert town.said("fpn_above_limit", on(date(2023, 7, 31), fine(160))) == []
    assert town.one("fpn_above_limit", on(date(2023, 7, 30), fine(160))) == (
        "Sheet S2, visit 1: a fixed penalty of £160.00 for “Littering” is above £150.00, the "
        "most listed for that date."
    )


def test_a_switch_raises_a_limit_from_the_date_the_council_enters(town: Town) -> None:
    notice = using(fine(150, "PSPO", "PSPO.FPN", pspo_id=IDS["TOWN"]))

    def commencing(text: str) -> Any:
        def put(store: Store) -> None:
            name = SWITCH_SETTING.format(code="CPA2026_FPN")
            with store.write("Sam") as session:
                session.put("setting", {"name": name, "value": text})

        return put

    assert len(town.said("fpn_above_limit", notice)) == 1
    assert town.said("fpn_above_limit", notice, prepare=commencing("2025-05-06")) == []
    for later_or_blank in ("2025-05-07", ""):
        assert len(town.said("fpn_above_limit", notice, prepare=commencing(later_or_blank))) == 1


def notice(**more: Any) -> PowerUse:
    return use("CPN", "CPN.ISSUED", **more)


def warning(**more: Any) -> PowerUse:
    return use("CPW", "CPW.ISSUED", **more)


def test_cpn_without_cpw(town: Town) -> None:
    assert town.one("cpn_without_cpw", using(notice(reference="E/7"))) == (
        "Sheet S1, visit 1: a community protection notice (E/7) has no earlier written warning on "
        "record."
    )
    assert len(town.said("cpn_without_cpw", using(notice()))) == 1
    assert town.said("cpn_without_cpw", using(notice(use=Use.ASSISTED))) == []


@pytest.mark.parametrize(
    ("warned", "noticed", "hotspot", "enough"),
    [
        ("E/7", "E/7", "H1", True),
        ("E/7", "E/7", "H2", True),
        ("E/8", "E/7", "H1", False),
        (None, "E/7", "H1", True),
        ("E/7", None, "H1", True),
        (None, None, "H1", True),
        (None, None, "H2", False),
    ],
)
def test_a_warning_is_found_by_reference_or_else_by_hotspot(
    town: Town, warned: str | None, noticed: str | None, hotspot: str, enough: bool
) -> None:
    before = on(date(2025, 4, 1), warning(reference=warned), hotspot=hotspot)
    said = town.said("cpn_without_cpw", before, using(notice(reference=noticed)))
    assert (said == []) is enough


def test_a_warning_before_the_period_counts_and_a_later_or_stale_one_does_not(town: Town) -> None:
    from wardenlog.counting.scope import Period

    may = Period(date(2025, 5, 1), date(2025, 6, 1))
    for day, enough in (
        (date(2025, 4, 1), True),
        (date(2023, 5, 6), True),
        (date(2023, 5, 5), False),
        (date(2025, 5, 7), False),
    ):
        said = town.said("cpn_without_cpw", on(day, warning()), using(notice()), period=may)
        assert (said == []) is enough, day
    same_visit = using(warning(), notice())
    assert town.said("cpn_without_cpw", same_visit) == []


def test_fpn_without_breach(town: Town) -> None:
    penalty = use("CPN", "CPN.FPN", reference="E/7")
    assert town.one("fpn_without_breach", using(penalty)) == (
        "Sheet S1, visit 1: a fixed penalty under a community protection notice (E/7) has no "
        "earlier breach on record."
    )
    breach = use("CPN", "CPN.BREACH", reference="E/7")
    assert town.said("fpn_without_breach", using(breach, penalty)) == []


def test_age_below_limit(town: Town) -> None:
    assert town.one("age_below_limit", using(warning(age_band=AgeBand.FROM_10))) == (
        "Sheet S1, visit 1: age 10-15 is below 16, the least age for “Community protection warning "
        "(written warning)”."
    )
    for band in (AgeBand.FROM_16, AgeBand.ADULT, None):
        assert town.said("age_below_limit", using(warning(age_band=band))) == []


def test_status_without_date(town: Town) -> None:
    assert town.one("status_without_date", using(fine(100, status=PowerStatus.CANCELLED))) == (
        "Sheet S1, visit 1: “Littering: Fixed penalty notice issued” is marked cancelled without a "
        "date, so the cancellation is in no month."
    )
    dated = fine(100, status=PowerStatus.CANCELLED, status_on=TUESDAY)
    assert town.said("status_without_date", using(dated)) == []
    assert town.said("status_without_date", using(fine(100, status=PowerStatus.PAID))) == []


def test_status_before_use(town: Town) -> None:
    early = fine(100, status=PowerStatus.PAID, status_on=date(2025, 5, 5))
    assert town.one("status_before_use", using(early)) == (
        "Sheet S1, visit 1: the status of “Littering: Fixed penalty notice issued” is dated 5 May "
        "2025, before the use itself on 6 May 2025."
    )
    same_day = fine(100, status=PowerStatus.PAID, status_on=TUESDAY)
    assert town.said("status_before_use", using(same_day)) == []
