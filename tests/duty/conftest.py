"""Evenings on duty are tested on a Friday evening."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import Cast
from tests.duty.evening import EVENING, weekend


@pytest.fixture
def friday() -> Iterator[time_machine.Traveller]:
    """Half past nine on Friday evening; it can be moved on."""
    with time_machine.travel(EVENING, tick=False) as moved:
        yield moved


@pytest.fixture
def duty(friday: time_machine.Traveller, cast: Cast) -> Cast:
    """The cast with a roster for this weekend."""
    weekend(cast)
    return cast
