"""Who may fetch a child: guardians and carers of the day, and whom they authorised; an order stops anybody it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.duty.models.gate import GateOutcome


@dataclass(frozen=True)
class Picker:
    """Somebody near a child; `key` names them on forms ("g12" a guardian, "c5" somebody the family authorised)."""

    key: str
    name: str
    relation: str
    guardian_id: int | None
    collector_id: int | None
    photo: bool = False
    barred: bool = False
    telephone: str | None = field(default=None, repr=False)

    @property
    def allowed(self) -> bool:
        return not self.barred


def plain(name: str) -> str:
    """A name as it is compared: without spaces."""
    return "".join(name.split())


def stopped_by_name(pickers: Sequence[Picker]) -> list[Picker]:
    """The same people, where whoever bears the name of somebody kept away is kept away too."""
    barred = {plain(one.name) for one in pickers if one.barred}
    return [Picker(**{**one.__dict__, "barred": one.barred or plain(one.name) in barred}) for one in pickers]


def verdict(pickers: Sequence[Picker], key: str, name: str) -> tuple[GateOutcome, Picker | None]:
    """What happens when somebody comes: chosen by `key`, or a stranger who gives a `name`."""
    found = next((one for one in pickers if one.key == key), None)
    if found is not None:
        return (GateOutcome.HANDED_OVER if found.allowed else GateOutcome.BARRED), found
    same = next((one for one in pickers if one.barred and plain(one.name) == plain(name)), None)
    return (GateOutcome.NOT_AUTHORISED if same is None else GateOutcome.BARRED), same
