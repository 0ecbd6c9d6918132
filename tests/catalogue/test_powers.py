"""The power catalogue is whole, dated and sourced, and answers questions as domain.md says."""

import itertools
from collections import Counter
from datetime import date

import pytest

from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import Limit, Nation, Power, Stage, load_powers
from wardenlog.errors import UserError
from wardenlog.model import vocabulary

POWERS = load_powers()
EVERY_POWER = [pytest.param(each, id=each.code) for each in POWERS.powers]
EVERY_STAGE = [pytest.param(s, id=s.code) for each in POWERS.powers for s in each.stages]
EVERY_LIMIT = [pytest.param(x, id=x.id) for each in POWERS.powers for x in each.limits]
UNSET: dict[str, date | None] = {each.code: None for each in POWERS.switches}
COMMENCED = date(2026, 9, 1)


def stages() -> list[Stage]:
    return [stage for power in POWERS.powers for stage in power.stages]


# ------------------------------------------------------------------------------ the file is whole


def test_all_powers_are_there() -> None:
    assert len(POWERS.powers) == 52
    assert POWERS.version >= 1


def test_codes_are_unique() -> None:
    codes = [each.code for each in POWERS.powers]
    stage_codes = [each.code for each in stages()]
    limit_ids = [limit.id for power in POWERS.powers for limit in power.limits]
    for some in (codes, stage_codes, limit_ids):
        assert [code for code, times in Counter(some).items() if times > 1] == []


@pytest.mark.parametrize("stage", EVERY_STAGE)
def test_next_stages_exist(stage: Stage) -> None:
    for code in stage.next:
        assert POWERS.stage(code).code == code
    assert not (stage.terminal and stage.next)


@pytest.mark.parametrize("power", EVERY_POWER)
def test_power_is_complete(power: Power) -> None:
    assert power.stages
    assert power.name
    assert power.description
    assert power.statute
    assert power.section
    assert power.targets
    assert power.who_may_use
    assert set(power.nations) <= {"E", "W"}
    assert power.group in POWERS.groups
    assert power.family in {each.code for each in POWERS.powers}
    assert power.verified in {"source", "mixed", "bill", "unsourced"}
    assert power.sourced == bool(power.sources)
    assert power.sourced or power.verified == "unsourced"
    assert set(power.sources) <= set(POWERS.sources)
    assert set(power.authorising_bases) <= set(vocabulary.AuthorisationBasis)


@pytest.mark.parametrize("limit", EVERY_LIMIT)
def test_limit_is_dated_and_sourced_or_marked(limit: Limit) -> None:
    assert limit.applies in {"E", "W", "EW"}
    assert limit.action in {"warn", "info"}  # a rule warns; it never blocks a true fact
    assert limit.sourced == bool(limit.sources)
    assert limit.sourced or not limit.verified
    assert set(limit.sources) <= set(POWERS.sources)
    assert {limit.from_switch, limit.to_switch} <= {None, *UNSET}
    if limit.status == "historic":
        assert limit.effective_to is not None
    if limit.status == "enacted_commencement_unconfirmed":
        assert limit.from_switch is not None
        assert not limit.verified


def test_groups_and_sources_are_all_used() -> None:
    assert {each.group for each in POWERS.powers} == set(POWERS.groups)
    used = {s for power in POWERS.powers for s in power.sources}
    used |= {s for power in POWERS.powers for limit in power.limits for s in limit.sources}
    assert used == set(POWERS.sources)


# ------------------------------------------------------------------------- commencement, amounts


def test_four_switches_ship_unset_and_each_changes_something() -> None:
    assert [each.code for each in POWERS.switches] == [
        "CPA2026_FPN",
        "CPA2026_PERIODS",
        "CPA2026_ORDERS",
        "CPA2026_S59",
    ]
    assert all(each.commences_on is None for each in POWERS.switches)
    waiting = {limit.from_switch for power in POWERS.powers for limit in power.limits}
    assert waiting == {None, *UNSET}


@pytest.mark.parametrize("power", ["CPN", "PSPO", "FPN-DOG"])
def test_penalty_maximum_changes_on_the_day_entered_and_not_before(power: str) -> None:
    def most(day: date, commences: date | None) -> list[float | None]:
        switches = UNSET | {"CPA2026_FPN": commences}
        return [x.most for x in POWERS.limits_on(power, "fpn_amount", day, switches)]

    assert most(date(2030, 1, 1), None) == [100]
    assert most(date(2026, 8, 31), COMMENCED) == [100]
    assert most(COMMENCED, COMMENCED) == [500]


def test_vehicle_warning_is_needed_until_its_switch() -> None:
    def fields(day: date) -> list[str]:
        switches = UNSET | {"CPA2026_S59": COMMENCED}
        limits = POWERS.power("VEH-59").limits
        periods = [(x, x.period(switches)) for x in limits]
        return [x.field for x, span in periods if span and span[0] <= day <= span[1]]

    assert fields(date(2026, 8, 31)) == ["prior_warning_age"]
    assert fields(COMMENCED) == ["prior_warning"]


@pytest.mark.parametrize(
    ("day", "nation", "expected"),
    [
        (date(2023, 7, 30), "E", {"LIT-E-MAX-OLD", "LIT-E-MIN"}),
        (date(2023, 7, 31), "E", {"LIT-E-MAX", "LIT-E-MIN"}),
        (date(2023, 7, 31), "W", {"LIT-W"}),
        (date(2023, 7, 31), None, {"LIT-E-MAX", "LIT-E-MIN", "LIT-W"}),
        (date(2018, 3, 31), "E", set()),
    ],
)
def test_litter_amounts_follow_date_and_nation(
    day: date, nation: Nation | None, expected: set[str]
) -> None:
    found = POWERS.limits_on("FPN-LIT", "fpn_amount", day, UNSET, nation=nation)
    assert {limit.id for limit in found} == expected


def test_bounds_are_numbers_only_where_a_limit_sets_them() -> None:
    by_id = {limit.id: limit for power in POWERS.powers for limit in power.limits}
    assert (by_id["LIT-W"].least, by_id["LIT-W"].most) == (75, 150)
    assert (by_id["LIT-E-MAX"].least, by_id["LIT-E-MAX"].most) == (None, 500)
    assert (by_id["LIT-E-MIN"].least, by_id["LIT-E-MIN"].most) == (65, None)
    assert (by_id["HDOC-W"].least, by_id["HDOC-W"].most) == (300, 300)
    assert (by_id["PND-AMT"].least, by_id["PND-AMT"].most) == (60, 90)
    assert (by_id["CPN-PRIOR-CPW"].least, by_id["CPN-PRIOR-CPW"].most) == (None, None)
    assert (by_id["PSPO-ALC-ONLY"].least, by_id["PSPO-ALC-ONLY"].most) == (None, None)
    assert (by_id["PSPO-AUTH"].least, by_id["PSPO-AUTH"].most) == (None, None)


def test_no_two_penalty_maxima_hold_on_one_day_in_one_nation() -> None:
    switches = UNSET | {"CPA2026_FPN": COMMENCED}
    nations: tuple[Nation, ...] = ("E", "W")
    days = (date(2024, 1, 1), date(2027, 1, 1))
    for power, day, nation in itertools.product(POWERS.powers, days, nations):
        found = POWERS.limits_on(power.code, "fpn_amount", day, switches, nation=nation)
        assert sum(limit.most is not None for limit in found) <= 1, power.code


# ------------------------------------------------------------------------------ stages, counting


def test_paid_and_cancelled_stages_are_statuses_and_add_to_no_measure() -> None:
    aliases = {each.code: each.alias_of_status for each in stages() if each.alias_of_status}
    assert aliases["PSPO.FPN.PAID"] == aliases["CPN.FPN.PAID"] == aliases["PND.PAID"] == "paid"
    assert aliases["FPN-LIT.CANC"] == "cancelled"
    assert {each.code for each in stages() if each.name in {"Paid", "FPN paid"}} <= set(aliases)
    assert set(aliases.values()) <= set(vocabulary.PowerStatus)
    assert all(POWERS.stage(code).counted_as is None for code in aliases)


def test_every_alias_follows_the_penalty_whose_status_it_is() -> None:
    for alias in stages():
        if alias.alias_of_status:
            before = [each for each in stages() if alias.code in each.next]
            assert [each.kind for each in before] == ["penalty"], alias.code


@pytest.mark.parametrize("stage", EVERY_STAGE)
def test_printed_stage_adds_to_one_measure_with_a_card(stage: Stage) -> None:
    printed = stage.count_in_return and stage.alias_of_status is None
    assert (stage.counted_as is not None) == printed
    if stage.counted_as is not None:
        assert "Summary" in load_measures().card(stage.counted_as).where or (
            stage.counted_as == "environmental_reports"
        )


@pytest.mark.parametrize(
    ("stage", "measure"),
    [
        ("INF-WOA.GIVEN", "powers_informal"),
        ("CPW.ISSUED", "cpw_issued"),
        ("CPN.ISSUED", "cpn_issued"),
        ("CPN.FPN", "fpn_issued"),
        ("PSPO.FPN", "fpn_issued"),
        ("FPN-LIT.FPN", "fpn_issued"),
        ("PND.ISSUED", "powers_other"),
        ("PSPO.ALC.SURR", "pspo_actions"),
        ("POL-ARR.DONE", "powers_other"),
        ("ENV-FLY.REP", "environmental_reports"),
        ("CPW.EXPIRED", None),
    ],
)
def test_stage_adds_to_its_summary_measure(stage: str, measure: str | None) -> None:
    assert POWERS.stage(stage).counted_as == measure


# ------------------------------------------------------------------------------------- questions


def test_police_and_court_powers_are_assisted_unless_said_otherwise() -> None:
    assert vocabulary.Use(POWERS.default_use("CPW")) is vocabulary.Use.OWN
    for code in ("POL-ARR", "POL-SS", "DISP", "VEH-59", "VEH-165", "INJ", "CLO"):
        assert vocabulary.Use(POWERS.default_use(code)) is vocabulary.Use.ASSISTED
        assert not POWERS.may_use(code, "delegated")


def test_families_join_a_warning_with_its_notice() -> None:
    assert POWERS.family("CPW") == POWERS.family("CPN") == "CPN"
    assert POWERS.family("EPSPO") == POWERS.family("PSPO") == "PSPO"
    assert POWERS.family("FPN-LIT") == "FPN-LIT"
    assert all(POWERS.family(family) == family for family in POWERS.families)


@pytest.mark.parametrize(
    ("power", "basis", "allowed"),
    [
        ("INF-WOA", None, True),
        ("CPW", "delegated", True),
        ("CPW", "CSAS", False),
        ("CPW", None, True),
        ("PSPO", "PSPO", True),
        ("PSPO", "EPA", False),
        ("FPN-LIT", "EPA", True),
        ("FPN-FLY", "CSAS", False),
        ("FPN-CYC", "CSAS", True),
        ("FPN-CYC", "delegated", False),
        ("ALC-YP", "CSAS", True),
    ],
)
def test_basis_of_an_authorisation_covers_what_the_law_lets_it(
    power: str, basis: str | None, allowed: bool
) -> None:
    assert POWERS.may_use(power, basis) is allowed


def test_stage_belongs_to_one_power() -> None:
    assert POWERS.has("CPW", "CPW.ISSUED")
    assert not POWERS.has("CPN", "CPW.ISSUED")
    assert not POWERS.has("CPW", "nonsense")
    assert POWERS.power_of("POSS.NOTICE").code == "POSS-7A"


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: POWERS.power("cpw"), "There is no power “cpw”. Did you mean “CPW”?"),
        (lambda: POWERS.power("FPN-LITT"), "There is no power “FPN-LITT”. Did you mean “FPN-LIT”?"),
        (lambda: POWERS.power("zzz"), "There is no power “zzz”. Choose a power from the list."),
        (lambda: POWERS.stage("CPW.ISUED"), "There is no stage “CPW.ISUED”. Did you mean “CPW."),
        (lambda: POWERS.family("PSP0"), "There is no power family “PSP0”. Did you mean “PSPO”?"),
    ],
)
def test_unknown_code_gets_a_sentence_with_the_nearest_one(ask: object, sentence: str) -> None:
    assert callable(ask)
    with pytest.raises(UserError) as caught:
        ask()
    assert caught.value.message.startswith(sentence)
    assert caught.value.field in {"Power", "Stage", "Power family"}
