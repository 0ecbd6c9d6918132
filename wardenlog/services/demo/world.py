"""What every part of a demo needs to know: its seed, its scale, its people and its places."""

from dataclasses import dataclass, field

from wardenlog.services.demo.chance import Ids, dice
from wardenlog.services.demo.scale import Scale


@dataclass(frozen=True)
class World:
    """One demo. A record that others refer to has an identifier made from its kind and code."""

    seed: int
    scale: Scale
    _known: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def id(self, kind: str, code: str) -> str:
        """Return the identifier of a record, the same however often it is asked for."""
        if (kind, code) not in self._known:
            ids = Ids(dice(self.seed, f"{kind}/{code}"))
            self._known[kind, code] = ids.on(self.scale.agreement_from)
        return self._known[kind, code]

    @property
    def agreement_reference(self) -> str:
        """The reference of the demo's one agreement."""
        return f"HA-{self.scale.agreement_from.year}-01"

    @property
    def agreement_id(self) -> str:
        """The identifier of the demo's one agreement."""
        return self.id("agreement", self.agreement_reference)
