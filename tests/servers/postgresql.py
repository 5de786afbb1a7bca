"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from tests.servers.parents import die_with_parent

_BINARIES = Path("/usr/lib/postgresql")
_PATIENCE = 60
_numbers = count(1)


class NoPostgresql(RuntimeError):
    """PostgreSQL is not installed here."""


@dataclass(frozen=True)
class Server:
    """A running server; it accepts connections on its socket only."""

    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://zhiping@/{database}?host={self.folder}"

    def administer(self, *statements: str) -> None:
        """Run statements outside any transaction in the server's own database."""
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                for statement in statements:
                    connection.execute(text(statement))
        finally:
            engine.dispose()

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Lend a fresh database, a copy of the template; yield its URL."""
        name = f"zhiping_{next(_numbers)}"
        self.administer(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self.administer(f"DROP DATABASE {name} WITH (FORCE)")


def binaries() -> Path:
    """Return the folder of the newest installed version; `NoPostgresql` if there is none."""
    found = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise NoPostgresql("PostgreSQL is not installed: the tests on it are skipped.")
    return found[-1].parent


@contextmanager
def running_server(*options: str) -> Iterator[Server]:
    """Start a server for the block. It refuses to run as root, so root lends it another user."""
    programs = binaries()
    user = _unprivileged_user()
    folder = Path(
        tempfile.mkdtemp(prefix="zhiping-pg-", dir="/tmp")
    )  # the path of a socket is short
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "zhiping", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **_as(user),
        )  # fmt: skip
        settings = ["listen_addresses=", f"unix_socket_directories={folder}", "fsync=off",
                    "max_connections=200", "shared_buffers=64MB", *options]  # fmt: skip
        arguments = [part for setting in settings for part in ("-c", setting)]
        with (folder / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, *arguments],
                stdout=log, stderr=log, cwd=folder, **_as(user),
                preexec_fn=partial(die_with_parent, signal.SIGINT),  # noqa: PLW1509 - one system call
            )  # fmt: skip
        server = Server(folder, process)
        try:
            _wait_until_it_answers(server)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # "fast": ends the sessions, then the server
            process.wait(_PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgresql("There is no user as whom PostgreSQL could run.")


def _as(user: pwd.struct_passwd | None) -> dict[str, object]:
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _wait_until_it_answers(server: Server) -> None:
    engine: Engine = create_engine(server.url("postgres"))
    deadline = time.monotonic() + _PATIENCE
    try:
        while True:
            try:
                engine.connect().close()
            except OperationalError:
                if server.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return
    finally:
        engine.dispose()
