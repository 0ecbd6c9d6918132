"""The lists of hotspots and of public spaces protection orders as data."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from wardenlog.services.places.lists import HotspotLine, PspoLine, wards
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.hotspots import wording
from wardenlog.ui.hotspots.wording import COUNTING, KINDS, translate
from wardenlog.ui.widgets.register import Column, Filter, RegisterSpec


def hotspots_list(record: Record) -> RegisterSpec[HotspotLine]:
    """Return the list of hotspots."""
    return RegisterSpec(
        key="hotspots",
        title=QT_TRANSLATE_NOOP("register", "Hotspots"),
        one=QT_TRANSLATE_NOOP("register", "hotspot"),
        many=QT_TRANSLATE_NOOP("register", "hotspots"),
        columns=_HOTSPOTS,
        order="code",
        kinds=frozenset({"hotspot", "agreement"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No hotspot is recorded yet. Press Ctrl+N to record the first, or Ctrl+Shift+V to"
            " paste a list of them.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Code, name or ward"),
        filters=(
            Filter("listed", QT_TRANSLATE_NOOP("register", "Listed"), _listed),
            Filter("kind", QT_TRANSLATE_NOOP("register", "Kind"), _kinds),
            Filter("ward", QT_TRANSLATE_NOOP("register", "Ward"), partial(_wards, record)),
            Filter("sensitive", QT_TRANSLATE_NOOP("register", "Sensitive"), _yes_no),
            Filter("void", QT_TRANSLATE_NOOP("register", "Void"), _yes_no, first="0"),
        ),
        stretch="boundary",
        record_of=_hotspot,
        void_reason_of=_void_reason,
    )


def pspos_list() -> RegisterSpec[PspoLine]:
    """Return the list of orders."""
    return RegisterSpec(
        key="pspos",
        title=QT_TRANSLATE_NOOP("register", "PSPOs"),
        one=QT_TRANSLATE_NOOP("register", "PSPO"),
        many=QT_TRANSLATE_NOOP("register", "PSPOs"),
        columns=_PSPOS,
        order="code",
        kinds=frozenset({"pspo"}),
        empty=QT_TRANSLATE_NOOP(
            "register",
            "No public spaces protection order is recorded yet. Press Ctrl+N to record the first.",
        ),
        find_hint=QT_TRANSLATE_NOOP("register", "Code or title"),
        filters=(Filter("standing", QT_TRANSLATE_NOOP("register", "In force"), _standings),),
        stretch="title",
        record_of=_pspo,
        void_reason_of=_void_reason,
    )


_HOTSPOTS: Final[tuple[Column[HotspotLine], ...]] = (
    Column("code", "Code", lambda line: line.code, 6, order="code"),
    Column("name", "Name", lambda line: line.name, 25, order="name"),
    Column(
        "listed",
        "Listed",
        wording.listed_words,
        18,
        tip=wording.listed_tip,
        order="listed",
        ascending_words="Listed, longest first",
        descending_words="Listed, newest first",
    ),
    Column(
        "compliance",
        "Of plan",
        wording.counted(wording.compliance_words),
        8,
        number=True,
        order="compliance",
    ),
    Column(
        "visits", "Visits", wording.counted(wording.visits_words), 6, number=True, order="visits"
    ),
    Column(
        "required",
        "Required",
        wording.counted(wording.required_words),
        10,
        number=True,
        order="required",
    ),
    Column(
        "days_since",
        "Days since",
        wording.counted(wording.days_since_words),
        12,
        tip=wording.last_visit_tip,
        number=True,
        order="days_since",
    ),
    Column("hours", "Hours", wording.counted(wording.hours_words), 10, number=True, order="hours"),
    Column("plan", "Plan rule", wording.plan_words, 28, tip=wording.plan_words),
    Column("ward", "Ward", lambda line: line.ward or "", 18, order="ward"),
    Column("kind", "Kind", wording.kind_words, 14, order="kind"),
    Column("sensitive", "Sensitive", wording.sensitive_words, 11, order="sensitive"),
    Column("boundary", "Boundary", wording.boundary_words, 10, order="boundaries"),
)

_PSPOS: Final[tuple[Column[PspoLine], ...]] = (
    Column("code", "Code", lambda line: line.code, 14, order="code"),
    Column("title", "Title", lambda line: line.title, 36, order="title"),
    Column(
        "standing",
        "In force",
        wording.order_words,
        21,
        order="to_on",
        ascending_words="In force, first to end",
        descending_words="In force, last to end",
    ),
    Column("own", "Own uses", lambda line: _number(line.own), 9, number=True),
    Column("assisted", "Assisted", lambda line: _number(line.assisted), 9, number=True),
    Column(
        "from_on",
        "From",
        lambda line: wording.day_words(line.from_on) if line.from_on else "",
        12,
        order="from_on",
        ascending_words="From, oldest first",
        descending_words="From, newest first",
    ),
    Column("to_on", "To", lambda line: wording.day_words(line.to_on) if line.to_on else "", 12),
    Column(
        "boundary",
        "Boundary",
        lambda line: (
            translate("hotspots", "yes") if line.boundary else translate("hotspots", "none")
        ),
        10,
    ),
)


def _number(counted: int | None) -> str:
    return COUNTING if counted is None else f"{counted:,}"


def _listed() -> Sequence[tuple[str, str]]:
    return (
        ("now", translate("hotspots", "Listed now")),
        ("ever", translate("hotspots", "Ever listed")),
        ("not", translate("hotspots", "Not listed now")),
    )


def _kinds() -> Sequence[tuple[str, str]]:
    return [(one.value, translate("form", one.words)) for one in KINDS]


def _wards(record: Record) -> Sequence[tuple[str, str]]:
    return [(ward, ward) for ward in wards(record)]


def _yes_no() -> Sequence[tuple[str, str]]:
    return (("1", translate("hotspots", "Yes")), ("0", translate("hotspots", "No")))


def _standings() -> Sequence[tuple[str, str]]:
    return (
        ("now", translate("hotspots", "In force today")),
        ("expired", translate("hotspots", "Expired")),
        ("later", translate("hotspots", "Not begun yet")),
        ("void", translate("hotspots", "Void")),
    )


def _hotspot(line: HotspotLine) -> tuple[str, str]:
    return "hotspot", line.id


def _pspo(line: PspoLine) -> tuple[str, str]:
    return "pspo", line.id


def _void_reason(line: HotspotLine | PspoLine) -> str | None:
    return line.void_reason
