"""The long-running processes: waitress with or without the worker in it, or the worker alone."""

import pkgutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType

import click
import waitress

from webapp.adapters.delivery import dbos_delivery
from webapp.adapters.delivery.slots import SlotInUse
from webapp.adapters.storage import migrations
from webapp.bootstrap import build_parts
from webapp.services.parts import Parts
from webapp.settings import Settings

_THREADS = 8
_MOST_BYTES = 16 * 1024 * 1024  # the application refuses less than this with a friendlier answer


def prepare_parts(settings: Settings) -> Parts:
    """Build the parts; the embedded installation updates its own tables first."""
    parts = build_parts(settings)
    if settings.embedded:
        update_tables(parts)
    return parts


def update_tables(parts: Parts) -> bool:
    """Bring our tables and the job engine's up to date; return whether ours were behind."""
    changed = migrations.upgrade(parts.database.engine)
    dbos_delivery.prepare(parts.database.engine)
    return changed


def run_web(settings: Settings) -> None:
    """Serve the web application until the process is asked to stop."""
    serve(prepare_parts(settings), ready=lambda: None)


def serve(parts: Parts, ready: Callable[[], None]) -> None:
    """Serve these parts; `ready` is called when the address answers."""
    settings = parts.settings
    app = pkgutil.resolve_name("webapp.app:create_app")(parts)
    in_web = working(parts) if settings.worker_in_web else nullcontext()
    server = waitress.create_server(
        app,
        host=settings.host,
        port=settings.port,
        threads=_THREADS,
        max_request_body_size=_MOST_BYTES,
        ident=None,
    )
    with stop_on_signals(), in_web:
        ready()
        try:
            server.run()
        finally:
            server.close()


def run_worker(settings: Settings) -> None:
    """Run jobs and timers until the process is asked to stop."""
    with stop_on_signals(), working(prepare_parts(settings)):
        threading.Event().wait()


@contextmanager
def working(parts: Parts) -> Iterator[None]:
    """Run jobs and timers in this process; at the end let what is being carried out finish."""
    worker = pkgutil.resolve_name("webapp.entrypoints.worker.loop")
    try:
        worker.start(parts)
    except SlotInUse as refused:
        raise click.ClickException(
            f"{refused}\n作业进程 {parts.settings.slot} 已在运行，请改 ZHIPING_SLOT 或先停止它。\n"
            f"Choose another ZHIPING_SLOT than {parts.settings.slot}, or stop the other one first."
        ) from refused
    try:
        yield
    finally:
        worker.stop(parts)


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Let the block end quietly when the process is asked to stop, by Ctrl-C or a supervisor."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    # SIGINT as well: whoever starts us in the background of a shell has it ignored.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    with suppress(KeyboardInterrupt):  # waitress keeps it for itself, the worker does not
        yield
    click.echo("\n已停止。/ Stopped.")
