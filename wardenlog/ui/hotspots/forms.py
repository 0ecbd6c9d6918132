"""The forms of hotspots and of public spaces protection orders: fields, advice and saving."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from wardenlog.errors import UserError
from wardenlog.model import Pspo, new_id
from wardenlog.services import coding, people
from wardenlog.services.coding import Coded
from wardenlog.services.logbook import Changes
from wardenlog.services.places import lists, saving
from wardenlog.services.places.outlines import outline_of
from wardenlog.services.places.saving import HotspotWhole
from wardenlog.services.record import Record
from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP
from wardenlog.ui.desk import Desk
from wardenlog.ui.hotspots.rules import EXAMPLE, read_rule, rule_row
from wardenlog.ui.hotspots.wording import KINDS, outline_words, translate
from wardenlog.ui.widgets.form import (
    AggregateKeeper,
    Choice,
    FormField,
    FormRows,
    Kind,
    Opened,
    Path,
    RecordForm,
    RecordKind,
    choices_of,
)
from wardenlog.ui.widgets.form.advice import ends_before_it_begins, taken_advice, title_of
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.form.keeping import made_of, values_of

_FROM = FormField("from_on", QT_TRANSLATE_NOOP("form", "From"), Kind.DATE, width=11)
_STARTS = FormField(
    "from_on", QT_TRANSLATE_NOOP("form", "From"), Kind.DATE, required=True, width=11
)
_TO = FormField("to_on", QT_TRANSLATE_NOOP("form", "To"), Kind.DATE, width=11)


def hotspot_form(desk: Desk, keeper: "HotspotKeeper") -> RecordForm:
    """Return the form of hotspots, which `keeper` keeps."""
    record = desk.record
    agreement = FormField(
        "agreement_id",
        QT_TRANSLATE_NOOP("form", "Agreement"),
        Kind.CHOICE,
        required=True,
        choices=partial(_agreements, record),
        width=11,
    )
    kind = RecordKind(
        QT_TRANSLATE_NOOP("form", "hotspot"),
        QT_TRANSLATE_NOOP("form", "New hotspot"),
        (
            FormField(
                "code",
                QT_TRANSLATE_NOOP("form", "Code"),
                hint=QT_TRANSLATE_NOOP("form", "Short, as on the paper: H01 or NC."),
                required=True,
                width=12,
            ),
            FormField("name", QT_TRANSLATE_NOOP("form", "Name"), required=True),
            FormField("ward", QT_TRANSLATE_NOOP("form", "Ward"), choices=partial(_wards, record)),
            FormField("district", QT_TRANSLATE_NOOP("form", "District")),
            FormField(
                "hotspot_kind",
                QT_TRANSLATE_NOOP("form", "Kind"),
                Kind.CHOICE,
                choices=KINDS,
                width=18,
            ),
            FormField(
                "sensitive",
                QT_TRANSLATE_NOOP("form", "Sensitive place"),
                Kind.FLAG,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "Marks a place to be careful with, such as a refuge. It changes no figure, and"
                    " returns still name the place.",
                ),
            ),
            FormRows(
                "listings",
                QT_TRANSLATE_NOOP("form", "Listings"),
                QT_TRANSLATE_NOOP("form", "listing"),
                (
                    agreement,
                    _STARTS,
                    _TO,
                    FormField(
                        "replaced_by_id",
                        QT_TRANSLATE_NOOP("form", "Replaced by"),
                        Kind.PICK,
                        choices=partial(_places, record),
                    ),
                ),
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "When it is on an agreement's list: only then can visits be claimed. Leave To"
                    " blank if it has no end.",
                ),
                fresh=partial(_new_listing, desk),
            ),
            FormRows(
                "plan_rules",
                QT_TRANSLATE_NOOP("form", "Plan rules"),
                QT_TRANSLATE_NOOP("form", "plan rule"),
                (
                    agreement,
                    FormField(
                        "words",
                        QT_TRANSLATE_NOOP("form", "Visits and when"),
                        example=EXAMPLE,
                        required=True,
                    ),
                    _STARTS,
                    _TO,
                ),
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "Type it in words: 12 per 7 days, 15 min, Fri–Sun 18:00–02:00, foot or cycle."
                    " Only the visits are needed.",
                ),
                fresh=partial(_new_rule, desk),
            ),
            FormRows(
                "boundaries",
                QT_TRANSLATE_NOOP("form", "Boundary versions"),
                QT_TRANSLATE_NOOP("form", "version"),
                (_FROM, _TO),
                hint=QT_TRANSLATE_NOOP(
                    "form", "Bring an outline in from a file with Import outlines…"
                ),
            ),
        ),
        partial(title_of, name="name"),
        partial(_hotspot_advice, record),
        partial(_outline_facts, desk),
    )
    return RecordForm(desk, kind, keeper)


def pspo_form(desk: Desk) -> RecordForm:
    """Return the form of orders."""
    kind = RecordKind(
        QT_TRANSLATE_NOOP("form", "PSPO"),
        QT_TRANSLATE_NOOP("form", "New PSPO"),
        (
            FormField(
                "code",
                QT_TRANSLATE_NOOP("form", "Code"),
                hint=QT_TRANSLATE_NOOP("form", "What is typed on a shift sheet."),
                required=True,
                width=16,
            ),
            FormField("title", QT_TRANSLATE_NOOP("form", "Title"), required=True),
            FormField("from_on", QT_TRANSLATE_NOOP("form", "In force from"), Kind.DATE, width=16),
            FormField(
                "to_on",
                QT_TRANSLATE_NOOP("form", "To"),
                Kind.DATE,
                hint=QT_TRANSLATE_NOOP(
                    "form",
                    "The last day. An order lasts up to three years, unless it is extended.",
                ),
                width=16,
            ),
        ),
        partial(title_of, name="title"),
        partial(_pspo_advice, desk.record),
        partial(_pspo_facts, desk),
    )
    keeper = AggregateKeeper(desk.logbook, Pspo, save=partial(coding.save_coded, desk.record))
    return RecordForm(desk, kind, keeper)


class HotspotKeeper:
    """Keeps hotspots with what agreements say of them; plan rules are rows of words.

    `last` is what was saved last, which is one step to take back.
    """

    def __init__(self, desk: Desk) -> None:
        self._record = desk.record
        self._was: dict[str, HotspotWhole] = {}
        self.last = Changes(())

    def fresh(self) -> Opened:
        """Return a new hotspot, with the code after the last where hotspots are numbered."""
        return Opened(new_id(), {"code": coding.suggested_code(self._record, "hotspot")})

    def open(self, record_id: str) -> Opened:
        """Return a hotspot by its id; UserError where there is none."""
        whole, revision = saving.load_hotspot(self._record, record_id)
        self._was = {record_id: whole}
        values = values_of(whole)
        values["plan_rules"] = tuple(rule_row(each.model_dump()) for each in whole.plan_rules)
        return Opened(record_id, values, revision.id, void_reason=whole.void_reason)

    def save(self, opened: Opened, values: Mapping[str, object]) -> Changes:
        """Save it, its listings and its plan rules at once."""
        place = {"hotspot_id": opened.record_id}
        said = {
            **values,
            "id": opened.record_id,
            "listings": tuple({**row, **place} for row in _rows(values, "listings")),
            "plan_rules": tuple(
                {**_rule(n, row), **place} for n, row in enumerate(_rows(values, "plan_rules"))
            ),
        }
        for n, row in enumerate(_rows(values, "boundaries")):
            if not row.get("geojson"):
                raise UserError(
                    "This version has no outline. Remove it, and use Import outlines…",
                    field=f"boundaries.{n}",
                )
        wanted = made_of(HotspotWhole, said)
        if not isinstance(wanted, HotspotWhole):
            raise TypeError(wanted)
        was = self._was.get(opened.record_id) if opened.expect is not None else None
        self.last = saving.save_hotspot(self._record, wanted, was=was, expect=opened.expect)
        return self.last


def _rule(n: int, row: Values) -> dict[str, object]:
    try:
        said = read_rule(str(row.get("words") or ""))
    except UserError as e:
        raise UserError(e.message, field=f"plan_rules.{n}.words", code="not_a_rule") from e
    return {name: value for name, value in row.items() if name != "words"} | said


def _rows(values: Values, name: str) -> Sequence[Values]:
    rows = values.get(name)
    return rows if isinstance(rows, tuple) else ()


# What fields are chosen from


def _agreements(record: Record) -> Sequence[Choice]:
    return [Choice(one.id, one.code) for one in people.agreement_choices(record)]


def _wards(record: Record) -> Sequence[Choice]:
    return [Choice(ward, ward) for ward in lists.wards(record)]


def _places(record: Record) -> Sequence[Choice]:
    return choices_of(lists.hotspot_choices(record))


# What a new row begins with


def _new_listing(desk: Desk, _values: Values) -> Values:
    """Return the agreement in view; from when is to be said, as it decides what can be claimed."""
    reference = desk.view.now.agreement
    here = (one.value for one in _agreements(desk.record) if one.words == reference)
    return {"agreement_id": next(here, None)}


def _new_rule(desk: Desk, values: Values) -> Values:
    """Return the agreement in view, and when it or its listing of the hotspot begins."""
    begun, reference = _new_listing(desk, values), desk.view.now.agreement
    rows = [row for row in _rows(values, "listings") if begun.items() <= row.items()]
    listed = [day for row in rows if isinstance(day := row.get("from_on"), date)]
    agreed = [one.start_on for one in desk.agreements() if one.reference == reference]
    return {**begun, "from_on": min(listed or agreed, default=None)}


# What a form says of a record


def _namesake_advice(
    record: Record, kind: Coded, name: str, record_id: str, values: Values
) -> dict[Path, str]:
    words = translate("hotspots", "{0} is called the same. Is this another?")
    return taken_advice(record, kind, name, record_id, values, words)


def _hotspot_advice(record: Record, record_id: str, values: Values) -> Mapping[Path, str]:
    advice = _namesake_advice(record, "hotspot", "name", record_id, values)
    for name in ("listings", "plan_rules", "boundaries"):
        for n, row in enumerate(_rows(values, name)):
            if ends_before_it_begins(row.get("from_on"), row.get("to_on")):
                advice[name, n, "to_on"] = translate("hotspots", "This is before it begins.")
    for n, row in enumerate(_rows(values, "plan_rules")):
        words = str(row.get("words") or "")
        try:
            if words:
                read_rule(words)
        except UserError as e:
            advice["plan_rules", n, "words"] = e.message
    return advice


def _pspo_advice(record: Record, record_id: str, values: Values) -> Mapping[Path, str]:
    advice = _namesake_advice(record, "pspo", "title", record_id, values)
    if ends_before_it_begins(values.get("from_on"), values.get("to_on")):
        advice["to_on",] = translate("hotspots", "This is before it begins.")
    return advice


def _outline_facts(desk: Desk, hotspot_id: str) -> str:
    whole, _ = saving.load_hotspot(desk.record, hotspot_id)
    newest = whole.boundaries[-1].geojson if whole.boundaries else None
    return _outline(newest)


def _pspo_facts(desk: Desk, pspo_id: str) -> str:
    found, _ = desk.logbook.load("pspo", pspo_id)
    return _outline(found.boundary if isinstance(found, Pspo) else None)


def _outline(geojson: str | None) -> str:
    outline = None if geojson is None else outline_of(geojson)
    if outline is None:
        return translate("hotspots", "No boundary yet.")
    return translate("hotspots", "Boundary: {0}.").format(outline_words(outline))
