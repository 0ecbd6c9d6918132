"""Random grants told to the end: whatever is changed and sent in whatever order, the money holds.

Every story goes through the services the window uses, beside `money_model`, which shares no code
with them. Most are told without writing workbooks, which others do.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final, cast

import pytest

from tests.services.returns.money_model import Days, Sheet, Varied, Visited, World
from tests.services.returns.small_grant import REFERENCE, START, SmallGrant
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model import (
    Expenditure,
    LineMonth,
    Listing,
    OtherTime,
    Return,
    Shift,
    Term,
    Variation,
    Visit,
    new_id,
)
from wardenlog.model.vocabulary import OtherTimeKind, TermItem, VariationStatus
from wardenlog.returns.building import Built
from wardenlog.returns.figures import Figures, Wanted, claim_of
from wardenlog.returns.reasons import NEW_RULES
from wardenlog.returns.verify import verify_file
from wardenlog.returns.workbook.reading import read_tables
from wardenlog.services.logbook import Logbook
from wardenlog.services.returns import sending
from wardenlog.services.returns.building import build_return, wanted
from wardenlog.services.returns.sending import Sent, look, send
from wardenlog.store import rebuild, undo_batch, verify
from wardenlog.store.batches import Batch

QUARTERS: Final = tuple(
    date(2025 + month // 12, month % 12 + 1, 1) for month in range(3, 3 + 3 * 7, 3)
)
MIXED: Final = (*(date(2025, month, 1) for month in (4, 5, 6, 7, 10)), date(2026, 1, 1))
ACROSS: Final = (date(2025, 4, 1), date(2025, 10, 1), date(2026, 1, 1), date(2026, 7, 1))
PLANS: Final = (QUARTERS[:3], QUARTERS[:6], MIXED, ACROSS, (*ACROSS, date(2026, 10, 1)))
PEOPLE: Final = ("Amira", "Khan", "Reed", "AK", "JR", "Sam")
SPOTS: Final = ("H1", "H2")


@dataclass
class Kept:
    """What was sent: as the model said, and as the program keeps it."""

    sent: Sent
    version: int
    seq: int
    payload: str
    file: bytes
    minutes: dict[tuple[str, str], int]
    sheets: dict[str, Sheet]
    others: int


class Story:
    """One grant told at random from a seed, beside the model of its money."""

    def __init__(self, folder: Path, seed: int, *, files: bool) -> None:
        self.random = Random(seed)
        self.files = files
        self.periods = tuple(pairwise(self.random.choice(PLANS)))
        self.world = World(START)
        self.others = 0
        """How many changes there were of anything but sheets."""
        original = self._first_terms()
        self.world.variations[0] = original
        self.grant = SmallGrant(folder, _variation(original))
        self.logbook = Logbook(self.grant.store, "Sam")
        self.ids: dict[str, str] = {}
        self.kept: dict[Days, Kept] = {}
        self.today = START + timedelta(days=20)
        self.files_sent: dict[Path, bytes] = {}

    def tell(self, steps: int) -> None:
        """Change, send and look, for a number of steps; then send all, and look once more."""
        with self.grant.on(START):
            self._spend()
        doing: list[Callable[[], None]] = [
            self.add, self.add, self.add, self.add, self.change, self.change, self.void_or_restore,
            self.void_visit, self.take_back, self.import_and_undo, self.vary, self.unlist,
            self.send, self.send, self.send,
        ]  # fmt: skip
        for _ in range(steps):
            self.today += timedelta(days=self.random.choice([1, 5, 20, 45]))
            with self.grant.on(self.today):
                self.random.choice(doing)()
        self.today = max(self.today, self.periods[-1][1] + timedelta(days=5))
        for days in self.random.sample(self.periods, len(self.periods)):
            with self.grant.on(self.today):
                self.send(days)
                self.check_frozen()
        rebuild(self.grant.store)
        assert verify(self.grant.store) == []
        self.check_frozen()

    # The record

    def add(self) -> None:
        number = f"{len(self.world.sheets) + 1:04}"
        day = self._day()
        sheet = Sheet(number, day, self._visits(), self.random.choice([0, 0, 30, 75]))
        sheet.finished = self.random.random() > 0.1
        self._save(sheet)

    def change(self) -> None:
        sheet = self._some_sheet()
        if sheet is not None:
            self._save(self._changed(sheet))

    def take_back(self) -> None:
        sheet = self._some_sheet()
        if sheet is None:
            return
        before = copy.deepcopy(sheet)
        changes = self._save(self._changed(sheet))
        if changes:
            self.logbook.undo(changes[0])
            self.world.sheets[sheet.number] = before

    def void_or_restore(self) -> None:
        sheet = self._some_sheet(void=None)
        if sheet is None:
            return
        if sheet.void:
            self.logbook.restore("shift", self.ids[sheet.number])
        else:
            self.logbook.void("shift", self.ids[sheet.number], "never happened")
        sheet.void = not sheet.void

    def void_visit(self) -> None:
        sheet = copy.deepcopy(self._some_sheet())
        if sheet is not None:
            visit = self.random.choice(sheet.visits)
            visit.void = not visit.void
            self._save(sheet)

    def import_and_undo(self) -> None:
        """Read two sheets in as one batch; half the time, take the batch back."""
        batch = Batch(new_id(), "sheets.xlsx", f"{self.random.random()}")
        numbers = [f"{len(self.world.sheets) + place:04}" for place in (1, 2)]
        made = [Sheet(number, self._day(), self._visits()) for number in numbers]
        with self.grant.store.write("Sam", batch=batch) as session:
            for sheet in made:
                session.save(self._shift(sheet))
        if self.random.random() < 0.5:
            self.today += timedelta(days=self.random.choice([0, 30]))
            for sheet in made:
                self.world.sheets[sheet.number] = sheet
            with self.grant.on(self.today):
                if self.random.random() < 0.5:
                    self.send()
                with self.grant.store.write("Sam") as session:
                    undo_batch(session, batch.id)
            made = copy.deepcopy(made)
            for sheet in made:
                sheet.void = True  # as if: its number stays used, and it counts nowhere
                self.ids.pop(sheet.number)
        for sheet in made:
            self.world.sheets[sheet.number] = sheet

    def unlist(self) -> None:
        """Take a hotspot off the list for some weeks of a period."""
        spot = self.random.choice(SPOTS)
        began = self._day()
        ends = began + timedelta(days=self.random.choice([10, 40]))
        self.world.unlisted[spot] = (began, ends)
        key = self.grant.hotspots[spot].id
        listings = (
            *(each for each in self.grant.agreement.listings if each.hotspot_id != key),
            Listing(hotspot_id=key, from_on=START, to_on=began - timedelta(days=1)),
            Listing(hotspot_id=key, from_on=ends),
        )
        if began == START:
            listings = (*listings[:-2], listings[-1])
        self._agree(listings=listings)

    def vary(self) -> None:
        """Add a variation, signed or at risk, late or early; or sign one; or undo the last."""
        at_risk = [it for it in self.world.variations.values() if not it.signed]
        if at_risk and self.random.random() < 0.5:
            at_risk[0].signed = True
        else:
            number = len(self.world.variations)
            signed = self.random.random() > 0.3
            varied = Varied(number, self._day(), signed, self._new_terms())
            self.world.variations[number] = varied
            if self.random.random() < 0.2:
                revision = self._agree()
                if self.random.random() < 0.5:
                    self.send()
                self.logbook.undo(revision)
                del self.world.variations[number]
                self._agree(unsaved=True)
                return
        self._agree()

    # Returns

    def send(self, days: Days | None = None) -> None:
        """Send the next version of a period that is over, and hold it against the model."""
        over = [it for it in self.periods if it[1] <= self.today]
        if days is None and not over:
            return
        days = days or self.random.choice(over)
        period = Period(*days)
        ask = wanted(REFERENCE, period.from_on, period.last_on, comment="As planned.")
        ready = look(self.grant.record, ask)
        expected = self.world.claim(days)
        assert _pence(ready.figures.claim.amount) == expected.amount, days
        assert expected.amount >= 0
        self.check_summary(ready.figures, days)
        self.check_restatements(ready.figures, days)
        codes = {it.code for it in ready.obstacles}
        if codes == {"same_as_sent"}:
            with pytest.raises(sending.NotReadyError):
                send(self.grant.record, ask, self.grant.out)
            return
        assert codes == set(), [str(it) for it in ready.obstacles]
        sent = self._send(ask)
        self.world.sent[days] = expected
        self._keep(days, sent)
        self.check_adds_up()
        self.check_caps()

    def _send(self, ask: Wanted) -> Sent:
        if not self.files:
            with unwritten():
                return send(self.grant.record, ask, self.grant.out)
        twice = [
            build_return(self.grant.store, ask, self.grant.out / f"{name}.xlsx").path
            for name in "ab"
        ]
        first, second = (path.read_bytes() for path in twice)
        for path in twice:
            path.unlink()
        sent = send(self.grant.record, ask, self.grant.out)
        assert first == second == sent.path.read_bytes()
        assert verify_file(sent.path).problems == ()
        text = str({name: table.rows for name, table in read_tables(sent.path).items()})
        assert not [name for name in ("Amira", "Khan", "Reed") if name in text]
        return sent

    def _keep(self, days: Days, sent: Sent) -> None:
        (revision,) = sent.changes.revisions
        assert revision.payload is not None
        self.files_sent[sent.path] = sent.path.read_bytes()
        self.kept[days] = Kept(
            sent,
            sent.version,
            revision.seq,
            revision.payload,
            sent.path.read_bytes(),
            self.world.claimable(days, "person"),
            copy.deepcopy(self.world.sheets),
            self.others,
        )
        with self.grant.store.read() as session:
            stored = cast("Return", session.load("return", revision.aggregate_id))
        for write in (
            lambda: self.grant.save(stored.model_copy(update={"comment": "better"})),
            lambda: self.logbook.void("return", stored.id, "wrong"),
            lambda: self.logbook.undo(revision.id),
            self.logbook.undo,
            lambda: self.logbook.take_back(sent.changes),
        ):
            with pytest.raises(UserError) as told:
                write()
            assert told.value.code == "sent", told.value.message

    # What must hold

    def check_adds_up(self) -> None:
        """Newest claims and what is owed are what the records pay."""
        ends = max(it[1] for it in self.world.sent)
        after = Period(ends, ends + timedelta(days=90))
        with self.grant.store.read() as session:
            claim = claim_of(session, REFERENCE, after)
        owed = sum((each.owed for each in claim.earlier), Decimal(0))
        newest = sum(it.amount for it in self.world.sent.values())
        entitled = self.world.entitled()
        assert newest + _pence(owed) == sum(entitled[it].amount for it in self.world.sent)

    def check_caps(self) -> None:
        """What the newest returns claimed never exceeds a cap that never was lower."""
        caps = [it.terms["cap"] for it in self.world.variations.values() if "cap" in it.terms]
        if len(caps) == 1 and self.world.variations[0].terms.get("cap") == caps[0]:
            newest = sum(it.amount for it in self.world.sent.values())
            assert newest <= _pence(Decimal(caps[0]))

    def check_summary(self, figures: Figures, days: Days) -> None:
        """The claim to date is what earlier returns claimed and this one."""
        amount = figures.claim.amount
        assert amount is not None
        year = figures.spans.year_period
        gaps = {
            part: it.amount
            for part, it in self.world.entitled(days[0]).items()
            if part not in self.world.sent
        }
        for each in figures.claim.earlier:
            key = (each.period.from_on, each.period.to_on)
            assert each.reported is not None
            expected = self.world.sent[key].amount if key in self.world.sent else gaps[key]
            assert _pence(each.reported) == expected
        assert year.to_on == days[1]
        before = figures.before
        if before is not None:
            key = (before.period.from_on, before.period.to_on)
            kept = self.kept[key]
            assert before.version == kept.version
            assert figures.reported["claimable"] == str(sum(kept.minutes.values()))
            assert figures.reported["amount_claimed"] == str(kept.sent.amount)
            restated = sum(self.world.claimable(key, "person").values())
            previous = figures.spans.previous
            assert previous is not None
            assert previous.get("claimable", 0) == restated

    def check_restatements(self, figures: Figures, days: Days) -> None:
        """Exactly the changed figures are told, with the changed sheets, and nobody is named."""
        told = {
            (it.period.from_on, it.measure, it.place[:2]): (it.reported, it.now)
            for it in figures.restatements
            if (it.measure == "claimable" and it.where != "How the claim is worked out")
            or it.measure == "amount_claimed"
        }  # fmt: skip
        expected = {}
        without = copy.deepcopy(self.world)
        without.sent.pop(days, None)
        for period, kept in self.kept.items():
            if period[0] >= days[0] and period != days:
                continue
            now = self.world.claimable(period, "person")
            found: dict[tuple[str | None, str | None], tuple[int, int]] = {
                place: (kept.minutes.get(place, 0), now.get(place, 0))
                for place in {*kept.minutes, *now}
            }
            found[None, None] = (sum(kept.minutes.values()), sum(now.values()))
            for place, (was, is_now) in found.items():
                if was != is_now:
                    expected[period[0], "claimable", place] = (was, is_now)
            world = self.world if period == days else without
            claimed = (_pence(kept.sent.amount), world.claim(period).amount)
            key = (period[0], "amount_claimed", (None, None))
            owed = any(it.adjusts == Period(*period) for it in figures.claim.lines)
            if claimed[0] != claimed[1] and (key in told or owed or period == days):
                expected[key] = claimed
        shown = {
            key: tuple(
                round(100 * float(it or 0)) if key[1] == "amount_claimed" else int(it or 0)
                for it in pair
            )
            for key, pair in told.items()
        }
        assert set(shown.items()) ^ set(expected.items()) == set()
        for each in figures.restatements:
            self._check_reason(each.reason, self.kept[each.period.from_on, each.period.to_on])

    def _check_reason(self, reason: str, kept: Kept) -> None:
        words = set(reason.replace(";", " ").replace(".", " ").replace(",", " ").split())
        assert not words & set(PEOPLE), reason
        changed = {
            number
            for number in {*kept.sheets, *self.world.sheets}
            if kept.sheets.get(number) != self.world.sheets.get(number)
        }
        assert {it for it in words if it in self.world.sheets} <= changed | self._touched(kept)
        assert reason != NEW_RULES

    def _touched(self, kept: Kept) -> set[str]:
        """Sheets changed and changed back: nothing of them differs, but they may be named."""
        with self.grant.store.read() as session:
            rows = session.rows(
                "SELECT DISTINCT aggregate_id FROM revision WHERE kind = 'shift' AND seq > ?",
                (kept.seq,),
            )
        later = {key for (key,) in rows}
        return {number for number, key in self.ids.items() if key in later}

    def check_frozen(self) -> None:
        """Neither a sent workbook nor what was recorded of it has changed."""
        for path, content in self.files_sent.items():
            assert path.read_bytes() == content
        for kept in self.kept.values():
            (revision,) = kept.sent.changes.revisions
            with self.grant.store.read() as session:
                (now,) = session.revisions("return", revision.aggregate_id)
            assert now.payload == kept.payload

    # Making things up

    def _first_terms(self) -> Varied:
        pick = self.random.choice
        terms = {
            "period_end": pick([f"{self.periods[-1][1] - timedelta(days=1)}", "2027-03-31"]),
            "payment_basis": pick(["hours_rate", "hours_rate", "hybrid", "actual_cost"]),
            "hourly_rate": pick(["31.50", "28.37"]),
            "hours_counted": pick(["person", "patrol"]),
            "outside": pick(["yes", "no"]),
            "grant_amount": "9000",
        }
        terms |= pick([{}, {"cap": "300"}, {"cap 2025-26": "250", "cap 2026-27": "100"}])
        return Varied(0, START, signed=True, terms=terms)

    def _new_terms(self) -> dict[str, str]:
        pick = self.random.choice
        return dict(
            pick(
                [
                    {"hourly_rate": "33.00"},
                    {"hourly_rate": "29.99", "minimum_minutes": "20"},
                    {"minimum_minutes": "45"},
                    {"hours_counted": "patrol"},
                    {"payment_basis": "hybrid"},
                    {"payment_basis": "hours_rate"},
                    {"payment_basis": "instalment", f"instalment {self._day()}": "75.50"},
                    {"cap": "350"},
                    {"cap 2025-26": "275"},
                    {"outside": "yes"},
                    {"period_end": "2027-06-30"},
                ]
            )
        )

    def _day(self) -> date:
        """Some day of a period, mostly in the past."""
        first, end = self.periods[0][0], min(self.periods[-1][1], self.today)
        return first + timedelta(days=self.random.randrange(max(1, (end - first).days)))

    def _visits(self) -> list[Visited]:
        made, at = [], self.random.choice([5, 40])
        for _ in range(self.random.choice([1, 2, 3])):
            ended = at + self.random.choice([7, 15, 20, 44, 61])
            made.append(Visited(self.random.choice(SPOTS), at, ended))
            at = ended + self.random.choice([0, 3])
        return made

    def _changed(self, sheet: Sheet) -> Sheet:
        made = copy.deepcopy(sheet)
        match self.random.randrange(4):
            case 0:
                made.visits = self._visits()
            case 1:
                made.finished = not made.finished
            case 2:
                made.visits[-1].ended += self.random.choice([1, 5, 9])
            case _:
                made.day = self._day()
        return made

    def _some_sheet(self, *, void: bool | None = False) -> Sheet | None:
        known = [
            it for it in self.world.sheets.values() if void in {None, it.void}
            and it.number in self.ids
        ]  # fmt: skip
        return self.random.choice(known) if known else None

    def _save(self, sheet: Sheet) -> list[str]:
        self.world.sheets[sheet.number] = sheet
        return [it.id for it in self.logbook.save(self._shift(sheet)).revisions]

    def _shift(self, sheet: Sheet) -> Shift:
        key = self.ids.setdefault(sheet.number, new_id())
        start = datetime.combine(sheet.day, time(15), UTC)
        visits = tuple(
            Visit(
                id=f"{key[:-2]}{place:02}",
                number=place,
                hotspot_id=self.grant.hotspots[it.hotspot].id,
                in_at=start + timedelta(minutes=it.began),
                out_at=start + timedelta(minutes=it.ended),
                void_reason="typed twice" if it.void else None,
            )
            for place, it in enumerate(sheet.visits, start=1)
        )
        outside = OtherTime(
            person_id=self.grant.people[0].id,
            time_kind=OtherTimeKind.OUTSIDE_PATROL,
            minutes=sheet.outside,
        )
        plain = self.grant.sheet(sheet.number, sheet.day)
        return plain.model_copy(
            update={
                "id": key,
                "visits": visits,
                "end_at": start + timedelta(hours=6),
                "finished": sheet.finished,
                "other_time": (outside,) if sheet.outside else (),
            }
        )

    def _spend(self) -> None:
        """Something is spent on every day, so that no stretch of days is without."""
        months: dict[str, list[Expenditure]] = {}
        for place in range(750):
            on = START + timedelta(days=place)
            amount = Decimal(place % 7 + 1) / 20
            months.setdefault(f"{on:%Y-%m}", []).append(Expenditure(spent_on=on, amount=amount))
            self.world.spent.append((on, _pence(amount)))
        for month, spent in months.items():
            self.grant.save(
                LineMonth(
                    id=new_id(),
                    agreement_id=self.grant.agreement.id,
                    line="N1",
                    month=month,
                    expenditure=tuple(spent),
                )
            )

    def _agree(self, *, unsaved: bool = False, **changed: Any) -> str:
        self.others += 1
        made = self.grant.agreement.model_copy(
            update={
                "variations": tuple(map(_variation, self.world.variations.values())),
                **changed,
            }
        )
        self.grant.agreement = made
        if unsaved:
            return ""
        revisions = self.logbook.save(made).revisions
        return revisions[0].id if revisions else ""


def _variation(varied: Varied) -> Variation:
    named = {"outside": TermItem.OUTSIDE_HOTSPOT_COUNTS}
    terms = []
    for name, value in varied.terms.items():
        item, _, key = name.partition(" ")
        terms.append(Term(item=named.get(item) or TermItem(item), key=key, value=value))
    return Variation(
        number=varied.number,
        effective_from=varied.starts,
        status=VariationStatus.SIGNED if varied.signed else VariationStatus.AT_RISK,
        signed_on=varied.starts if varied.signed else None,
        terms=tuple(terms),
    )


def _pence(amount: Decimal | None) -> int:
    assert amount is not None
    return int(amount * 100)


@contextmanager
def unwritten() -> Iterator[None]:
    """Send a few bytes in place of each workbook, which takes longest to write."""

    def write(figures: Figures, out: Path, *_: object) -> Built:
        out.write_bytes(f"{figures.moment.chain}".encode())
        return Built(out, figures, "7K2M-9QXT-4B1C", "fingerprint")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sending, "write_return", write)
        patch.setattr(sending, "_check_sound", lambda _: None)
        yield


@pytest.mark.parametrize("seed", range(3))
def test_random_stories_hold(tmp_path: Path, seed: int) -> None:
    _tell(tmp_path, seed, files=False, steps=20)


def test_a_random_story_with_its_workbooks_holds(tmp_path: Path) -> None:
    _tell(tmp_path, 1000, files=True, steps=8)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 250))
def test_many_random_stories_hold(tmp_path: Path, seed: int) -> None:
    _tell(tmp_path, seed, files=seed % 10 == 0, steps=40)


def _tell(folder: Path, seed: int, *, files: bool, steps: int) -> None:
    story = Story(folder, seed, files=files)
    try:
        story.tell(steps)
    finally:
        story.grant.store.close()
