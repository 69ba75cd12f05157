"""One check: what is started, what it answered, how many tests it counted."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tools.places import ROOT, surroundings

_CLOSING = re.compile(r"^=*\s*((?:\d+ [a-z]+(?:, )?)+) in [\d.]+s")
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?)")
NO_TESTS = 5


@dataclass(frozen=True)
class Step:
    """A check by its name, and the call that makes it; `calls` run one after the other until one fails."""

    name: str
    calls: Sequence[Sequence[str]]
    variables: Mapping[str, str] = field(default_factory=dict)
    may_be_empty: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a step went; `counts` holds what pytest counted, and is empty for other tools."""

    name: str
    ok: bool
    seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        counted = ", ".join(f"{number} {what}" for what, number in self.counts.items() if number)
        return f"{self.name} ({counted})" if counted else self.name


def perform(step: Step) -> Outcome:
    """Run a step with its output on the terminal."""
    began = time.monotonic()
    ok, counts = True, {"passed": 0, "failed": 0, "skipped": 0}
    for call in step.calls:
        status = _run(call, step.variables, counts)
        ok = status == 0 or (status == NO_TESTS and step.may_be_empty)
        if not ok:
            break
    return Outcome(step.name, ok, time.monotonic() - began, counts)


def _run(call: Sequence[str], variables: Mapping[str, str], counts: dict[str, int]) -> int:
    surrounding = surroundings(**variables)
    with subprocess.Popen(
        call, cwd=ROOT, env=surrounding, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        for raw in running.stdout or ():
            line = raw.decode("utf8", "replace")
            sys.stdout.write(line)
            sys.stdout.flush()
            _count(line, counts)
    return running.returncode


def _count(line: str, counts: dict[str, int]) -> None:
    """Add what a closing line of pytest counts; an error in a fixture is a failure."""
    closing = _CLOSING.match(line)
    for number, what in _COUNT.findall(closing[1]) if closing else ():
        counts["failed" if what.startswith("error") else what] += int(number)
