"""The commands of run.py, and what each of them starts."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from tools import checks, environment
from tools.places import ROOT, module, surroundings
from tools.words import Trouble, prepare_output, say, worded


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status is 0 when all went well."""
    prepare_output()
    chosen, rest = _parser().parse_known_args(arguments)
    if rest and chosen.command != "test":
        _parser().error(worded(f"unknown: {' '.join(rest)}", f"不认识：{' '.join(rest)}"))
    try:
        return _COMMANDS[chosen.command](chosen, rest)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py", allow_abbrev=False, description=worded("Shouwang, the school's portal", "守望"))
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help=worded("show a demo school", "打开演示学校"), allow_abbrev=False)
    serve = commands.add_parser("serve", help=worded("run a real school", "运行真实的学校"), allow_abbrev=False)
    for one in (demo, serve):
        one.add_argument("--port", type=int, default=8000)
        one.add_argument("--host", default="127.0.0.1")
    setup = commands.add_parser("setup", help=worded("only make the environment", "只建立运行环境"), allow_abbrev=False)
    setup.add_argument("--dev", action="store_true", help=worded("with the tools for the checks", "连同检查用的工具"))
    words = worded("run every check; further arguments go to pytest", "运行全部检查，其余参数交给 pytest")
    commands.add_parser("test", help=words, add_help=False, allow_abbrev=False)
    return parser


def _demo(chosen: argparse.Namespace, _rest: Sequence[str]) -> int:
    environment.ready("portal")
    instance = os.environ.get("PORTAL_INSTANCE") or str(ROOT / "instance" / "demo")
    return _start("demo", chosen, PORTAL_DEMO="1", PORTAL_INSTANCE=instance)


def _serve(chosen: argparse.Namespace, _rest: Sequence[str]) -> int:
    environment.ready("portal")
    return _start("school", chosen)


def _start(kind: str, chosen: argparse.Namespace, **variables: str) -> int:
    """Start the portal and stay until it ends; a stop request from outside is handed on, so that it can finish its answers."""
    call = module("portal.serving", kind, "--host", chosen.host, "--port", str(chosen.port))
    if os.name != "nt":
        os.chdir(ROOT)
        os.execve(call[0], call, surroundings(**variables))  # noqa: S606 - the portal takes this process's place
    with subprocess.Popen(call, cwd=ROOT, env=surroundings(**variables)) as portal:
        while True:
            try:
                return portal.wait()
            except KeyboardInterrupt:
                continue  # the portal got it too and is finishing


def _setup(chosen: argparse.Namespace, _rest: Sequence[str]) -> int:
    environment.ready("tests" if chosen.dev else "portal")
    say("Set up. Next: python3 run.py demo", "环境已就绪。接下来：python3 run.py demo")
    return 0


def _test(_chosen: argparse.Namespace, rest: Sequence[str]) -> int:
    environment.ready("tests")
    return checks.run(rest)


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Sequence[str]], int]] = {
    "demo": _demo,
    "serve": _serve,
    "setup": _setup,
    "test": _test,
}
