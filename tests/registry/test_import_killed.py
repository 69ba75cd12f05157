"""A machine that stops in the middle of an import: the database holds all of it or none, whatever the moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from portal.children.models import Child, Guardian
from portal.registry.models import RegistryImport, RegistryImportRow, RegistryWord, Step
from tests.databases import Store
from tests.registry.importing import columns_of
from tests.registry.tables import SAMPLES

#: Runs the import like the command, and says aloud when the first files are written but nothing is committed yet.
IMPORTER = """
import sys
from pathlib import Path
from portal import create_app
from portal.config import Config
from portal.core import clock
from portal.core.blueprint import database
from portal.registry.operations import at_once, taking_in
from portal.registry.reading import read_registry

stop_after = int(sys.argv[4])
app = create_app(Config(Path(sys.argv[1]), sys.argv[2], testing=True))
path = Path(sys.argv[3])
with app.app_context():
    file = read_registry(path, path.name, today=clock.today())
    taken = taking_in.take_in

    def watched(plan, found, *, by, progress=int):
        def told(done):
            if done >= stop_after:
                print("now", flush=True)
                sys.stdin.readline()
        taken(plan, found, by=by, progress=told)
        told(10**9)

    at_once.take_in = watched
    with database().transaction(write=True):
        at_once.import_at_once(file, path, part_only=False, by=None)
    print("done", flush=True)
"""


def started(app: Flask, store: Store, stop_after: int) -> subprocess.Popen[str]:
    instance = app.config["PORTAL"].instance
    arguments = [sys.executable, "-c", IMPORTER, str(instance), store.url, str(SAMPLES / "registry_damaged.xlsx"), str(stop_after)]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=root)


@pytest.mark.parametrize("stop_after", [1, 10**9])
def test_killed_before_the_end_nothing_is_there(app: Flask, store: Store, stop_after: int) -> None:
    with started(app, store, stop_after) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        process.send_signal(signal.SIGKILL)
    for model in (Child, Guardian, RegistryImport, RegistryImportRow):
        assert columns_of(app, model, "id") == []
    assert columns_of(app, RegistryWord, "child_id", order="child_id") == []


def test_killed_after_the_end_everything_is_there(app: Flask, store: Store) -> None:
    with started(app, store, 10**9) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "now\n"
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "done\n"
        process.send_signal(signal.SIGKILL)
    assert len(columns_of(app, Child, "id")) == 245
    assert columns_of(app, RegistryImport, "step", "new") == [(Step.APPLIED, 245)]
    assert len(columns_of(app, RegistryWord, "child_id", order="child_id")) == 245
