"""The settings of an installation; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "ZHIPING_"
_DATA_FOLDER = ".run/data"
_SHORTEST_SECRET = 32


class BadSettings(Exception):
    """The environment does not describe a working installation; the message lists every fault."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an installation may choose.

    `database_url` is empty for the embedded SQLite file in `data_folder`. The two secrets have no
    default: the command line makes them once in `data_folder` for embedded use; a scale-out
    installation sets them.
    """

    data_folder: Path
    secret_key: str
    data_secret: str
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8080
    demo: bool = False
    slot: str = "embedded"
    worker_in_web: bool = True
    secure_cookies: bool = True
    poll_seconds: float = 0.1
    message_days: int = 90
    public_url: str = ""
    signing_file: Path | None = None
    signing_passphrase_file: Path | None = None
    font_folder: Path | None = None

    @property
    def url(self) -> str:
        """Return the SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.data_folder / 'zhiping.sqlite'}"

    @property
    def public_address(self) -> str:
        """Return the address at which the public reaches this installation."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def embedded(self) -> bool:
        """Tell whether this is the one-process installation on SQLite."""
        return self.url.startswith("sqlite")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read `ZHIPING_…`; `BadSettings` names every unknown or faulty variable at once."""
        values = {
            name.removeprefix(_PREFIX): value
            for name, value in (os.environ if environment is None else environment).items()
            if name.startswith(_PREFIX)
        }
        reader = _Reader(values)
        folder = Path(reader.text("DATA_FOLDER", _DATA_FOLDER))
        settings = cls(
            data_folder=folder,
            secret_key=reader.secret("SECRET_KEY", folder),
            data_secret=reader.secret("DATA_SECRET", folder),
            database_url=_with_driver(reader.text("DATABASE_URL", "")),
            host=reader.text("HOST", "127.0.0.1"),
            port=reader.number("PORT", 8080),
            demo=reader.flag("DEMO", default=False),
            slot=reader.text("SLOT", "embedded"),
            worker_in_web=reader.flag("WORKER_IN_WEB", default=True),
            secure_cookies=reader.flag("SECURE_COOKIES", default=True),
            poll_seconds=reader.decimal("POLL_SECONDS", 0.1),
            message_days=reader.number("MESSAGE_DAYS", 90, least=1),
            public_url=reader.address("PUBLIC_URL"),
            signing_file=reader.file("SIGNING_FILE"),
            signing_passphrase_file=reader.file("SIGNING_PASSPHRASE_FILE"),
            font_folder=reader.folder("FONT_FOLDER"),
        )
        reader.finish()
        return settings


def chosen_data_folder() -> Path:
    """Return the data folder alone, for the command that makes the secrets in it."""
    return Path(os.environ.get(f"{_PREFIX}DATA_FOLDER", _DATA_FOLDER))


def _with_driver(url: str) -> str:
    """Name the driver that the application ships, for the short forms people write."""
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


class _Reader:
    """Takes values one by one and remembers what was wrong."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values
        self._faults: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._values.pop(name, default)

    def number(self, name: str, default: int, *, least: int = 0) -> int:
        number = int(self._parsed(name, default, int))
        if number < least:
            self._faults.append(f"{_PREFIX}{name} must be at least {least}, not {number}")
        return number

    def decimal(self, name: str, default: float) -> float:
        return float(self._parsed(name, default, float))

    def _parsed(self, name: str, default: float, parse: type[int] | type[float]) -> float:
        text = self._values.pop(name, "")
        try:
            return parse(text) if text else default
        except ValueError:
            self._faults.append(f"{_PREFIX}{name} must be a number, not {text!r}")
            return default

    def flag(self, name: str, *, default: bool) -> bool:
        text = self._values.pop(name, "").lower()
        if text in ("1", "true", "yes"):
            return True
        if text in ("0", "false", "no"):
            return False
        if text:
            self._faults.append(f"{_PREFIX}{name} must be 1 or 0, not {text!r}")
        return default

    def address(self, name: str) -> str:
        text = self._values.pop(name, "").rstrip("/")
        if text and not text.startswith(("https://", "http://")):
            self._faults.append(f"{_PREFIX}{name} must begin with https://, not {text!r}")
        return text

    def file(self, name: str) -> Path | None:
        text = self._values.pop(name, "")
        if text and not Path(text).is_file():
            self._faults.append(f"{_PREFIX}{name} names no file: {text!r}")
        return Path(text) if text else None

    def folder(self, name: str) -> Path | None:
        text = self._values.pop(name, "")
        if text and not Path(text).is_dir():
            self._faults.append(f"{_PREFIX}{name} names no folder: {text!r}")
        return Path(text) if text else None

    def secret(self, name: str, folder: Path) -> str:
        """Return the variable, or what the command line keeps in the data folder."""
        text = self._values.pop(name, "")
        kept = folder / f"{name.lower()}.txt"
        if not text and kept.is_file():
            text = kept.read_text(encoding="ascii").strip()
        if len(text) < _SHORTEST_SECRET:
            self._faults.append(
                f"{_PREFIX}{name} is missing or shorter than 32 characters "
                "(`zhiping init` makes one for an embedded installation)"
            )
        return text

    def finish(self) -> None:
        self._faults += [f"{_PREFIX}{name} is not a setting" for name in sorted(self._values)]
        if self._faults:
            raise BadSettings("; ".join(self._faults))
