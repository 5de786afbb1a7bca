"""What is killed: a real web server and real workers, with one operation for chaos.

Each runs in a process of its own, forked from a server that has imported everything and opened
nothing, so that a killed one is back in a moment.
"""

import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from tests.chaos.diagram import files
from tests.chaos.mutants import MUTANTS
from tests.servers.parents import die_with_parent
from webapp.app import create_app  # noqa: F401 - imported before the fork, used after it
from webapp.bootstrap import build_parts
from webapp.entrypoints.cli.server import (
    prepare_parts,
    serve,
    stop_on_signals,
    update_tables,
    working,
)
from webapp.entrypoints.worker import loop  # noqa: F401 - likewise
from webapp.jobs.handling import Job, Operations
from webapp.services.advancing import PROVINCE
from webapp.services.parts import Parts
from webapp.services.seed import seed_demo
from webapp.settings import Settings

OUTSIDE = "outside.log"
"""The outside system: a line `<key> <instance> <step>` for every call it gets."""


def call_outside(folder: Path, job: Job) -> None:
    """Call the outside system, which remembers every call, whatever happens to us afterwards."""
    line = f"{job.id} {job.instance_id} {job.variables['step']}\n"
    log = os.open(folder / OUTSIDE, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, line.encode())
    os.close(log)


def with_chaos(parts: Parts, mutant: str = "") -> Parts:
    """Return the parts with the operation of the chaos diagram, and with a mutant planted."""
    operations = Operations()

    @operations.performs("chaos.step", "step")
    def step(job: Job) -> None:
        time.sleep(random.uniform(0, 0.05))  # noqa: S311 - so that a kill may hit before the call
        call_outside(parts.settings.data_folder, job)
        time.sleep(random.uniform(0, 0.05))  # noqa: S311 - and after it

    changed = replace(parts, operations=operations)
    return MUTANTS[mutant](changed) if mutant else changed


def fill(settings: Settings) -> Parts:
    """Make the tables, the demo's people and the chaos diagram; return the parts."""
    parts = with_chaos(build_parts(settings))
    update_tables(parts)
    seed_demo(parts, {PROVINCE: files()})
    return parts


def run_web(settings: Settings, mutant: str) -> None:
    """Serve the web application, with the worker in it if the settings say so."""
    _settle_in(settings.data_folder / "web.log")
    serve(with_chaos(prepare_parts(settings), mutant), ready=lambda: None)


def run_worker(settings: Settings, mutant: str) -> None:
    """Run a worker alone."""
    _settle_in(settings.data_folder / f"{settings.slot}.log")
    with stop_on_signals(), working(with_chaos(prepare_parts(settings), mutant)):
        while True:
            time.sleep(1)


def _settle_in(path: Path) -> None:
    """Write into a log of one's own, and do not outlive the run."""
    die_with_parent(signal.SIGKILL)
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
