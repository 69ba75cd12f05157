"""Every check of the house, the quick ones first; none is left out because another failed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.machine import browser, in_continuous_integration
from tools.places import ROOT, module, python_of
from tools.steps import Outcome, Step, perform
from tools.words import say

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"  # it cannot be called as a module
TYPED = ("app.py", "run.py", "portal", "tools", "tests", "benchmarks")


def run(arguments: Sequence[str]) -> int:
    """Run every check, give `arguments` to pytest, close with one line; 0 when all passed."""
    if not browser():
        if in_continuous_integration():
            say("No browser is installed, and here the browser tests must run.", "没有浏览器，而这里必须运行浏览器测试。")
            return 1
        say("No browser is installed: its tests are skipped.", "没有浏览器，浏览器测试跳过。")
    with tempfile.TemporaryDirectory() as scratch:
        steps = list(_steps(arguments, Path(scratch)))
        outcomes = [_announced(step, number, len(steps)) for number, step in enumerate(steps, start=1)]
    return _close(outcomes)


def _steps(arguments: Sequence[str], scratch: Path) -> Iterator[Step]:
    instance = {"PORTAL_INSTANCE": str(scratch / "instance"), "PORTAL_DATABASE_URL": "", "PORTAL_DEMO": ""}
    flask = module("flask", "--app", "app")
    yield Step("ruff", [module("ruff", "check", ".")])
    yield Step("mypy --strict", [module("mypy", "--strict", *(name for name in TYPED if (ROOT / name).exists()))])
    yield Step("import rules", [[str(python_of()), "-c", LINT_IMPORTS]])
    yield Step("templates", [module("djlint", "--lint", "--quiet", "templates")])
    yield Step("dependencies", [module("deptry", ".")])
    yield Step("migrations", [[*flask, "db", "upgrade"], [*flask, "db", "check"]], instance)
    yield Step("catalogues", [[*flask, "catalogues", "check"]], instance)
    yield from _tests(arguments)


def _tests(arguments: Sequence[str]) -> Iterator[Step]:
    narrowed = bool(arguments)
    chosen = () if browser() else ("-m", "not browser")
    yield Step("tests on SQLite", [module("pytest", "-n", "auto", *chosen, *arguments)], may_be_empty=narrowed)
    postgresql = ("-m", "db and not browser", "--database", "postgresql")
    yield Step("tests on PostgreSQL", [module("pytest", "-n", "auto", *arguments, *postgresql)], may_be_empty=narrowed)


def _announced(step: Step, number: int, total: int) -> Outcome:
    print(f"\n[{number}/{total}] {step.name}", flush=True)
    outcome = perform(step)
    print(f"[{number}/{total}] {outcome}: {'passed' if outcome.ok else 'FAILED'}, {outcome.seconds:.0f} s", flush=True)
    return outcome


def _close(outcomes: Sequence[Outcome]) -> int:
    """Say what passed, what failed, what was left out; the last line counts tests, and checks that count none as one."""
    passed = [str(outcome) for outcome in outcomes if outcome.ok]
    failed = [str(outcome) for outcome in outcomes if not outcome.ok]
    left_out = [] if browser() else ["browser tests (no browser is installed)"]
    parts = (("Passed", passed), ("FAILED", failed), ("skipped", left_out))
    print("\n" + "; ".join(f"{word}: {', '.join(names)}" for word, names in parts if names) + ".")
    print(f"{_sum(outcomes, 'passed')} passed, {_sum(outcomes, 'failed')} failed, {_sum(outcomes, 'skipped')} skipped", flush=True)
    return 1 if failed else 0


def _sum(outcomes: Sequence[Outcome], what: str) -> int:
    tools = [outcome for outcome in outcomes if not any(outcome.counts.values())]
    counted = sum(outcome.counts.get(what, 0) for outcome in outcomes)
    return counted + sum(outcome.ok is (what == "passed") for outcome in tools if what != "skipped")
