"""What `doctor` looks at."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from webapp.adapters.storage import migrations
from webapp.bootstrap import build_parts
from webapp.kernel.errors import ApplicationError
from webapp.kernel.text import Text
from webapp.services import documents, monitoring
from webapp.services.parts import Parts
from webapp.settings import Settings

_LEAST_SPACE = 1024**3
_BUNDLE = Path(__file__).parents[2] / "static" / "dist" / "feel.iife.js"


@dataclass(frozen=True, slots=True)
class Finding:
    """One point: what was looked at, whether it is well, what was seen, what to do if not."""

    subject: Text
    ok: bool
    found: str
    remedy: Text


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield the findings; what rests on a broken part is left out."""
    bundle = bundle_is_there()
    yield bundle
    yield data_folder(settings)
    yield free_space(settings)
    if not bundle.ok:
        return
    parts = build_parts(settings)
    answer = database(parts)
    yield answer
    if answer.ok:
        tables = newest_tables(parts)
        yield tables
        if tables.ok:
            yield jobs(parts)
    yield signing_key(settings)


def bundle_is_there() -> Finding:
    """Look for what the front end's build makes."""
    return Finding(
        Text("前端", "front end"),
        _BUNDLE.is_file(),
        "built" if _BUNDLE.is_file() else "missing",
        Text("运行 ./zhiping prepare。", "Run ./zhiping prepare."),
    )


def data_folder(settings: Settings) -> Finding:
    """Ask whether the data folder is there and may be written."""
    folder = settings.data_folder
    return Finding(
        Text("数据文件夹", "data folder"),
        folder.is_dir() and os.access(folder, os.W_OK),
        str(folder),
        Text("运行 zhiping init，或更改其权限。", "Run zhiping init, or change its permissions."),
    )


def free_space(settings: Settings) -> Finding:
    """Ask whether a gigabyte is left."""
    folder = settings.data_folder if settings.data_folder.is_dir() else Path.cwd()
    left = shutil.disk_usage(folder).free
    return Finding(
        Text("剩余空间", "free space"),
        left >= _LEAST_SPACE,
        f"{left / 1024**3:.1f} GiB",
        Text("请腾出空间。", "Make room."),
    )


def database(parts: Parts) -> Finding:
    """Ask the database anything at all."""
    kind = "SQLite" if parts.settings.embedded else "PostgreSQL"
    found = kind
    try:
        with parts.database.reading() as session:
            session.connection()
    except ApplicationError as error:
        found = f"{kind}: {str(error.__cause__ or error).splitlines()[0]}"
    return Finding(
        Text("数据库", "database"),
        found == kind,
        found,
        Text(
            "请检查 ZHIPING_DATABASE_URL，以及数据库是否已启动。",
            "Check ZHIPING_DATABASE_URL, and whether the database runs.",
        ),
    )


def newest_tables(parts: Parts) -> Finding:
    """Compare the tables with the program."""
    wanted = migrations.newest_revision()
    present = migrations.present_revision(parts.database.engine)
    return Finding(
        Text("数据表", "tables"),
        wanted == present,
        f"{present or 'none'}, wanted {wanted}",
        Text("运行 zhiping db upgrade。", "Run zhiping db upgrade."),
    )


def signing_key(settings: Settings) -> Finding:
    """Open the key that signs certificates, if one is set."""
    try:
        name, ok = documents.signer_name(settings) or "none: certificates stay unsigned", True
    except ApplicationError as error:
        name, ok = error.message.en, False
    return Finding(
        Text("签名密钥", "signing key"),
        ok,
        name,
        Text(
            "请检查 ZHIPING_SIGNING_FILE 和 ZHIPING_SIGNING_PASSPHRASE_FILE。",
            "Check ZHIPING_SIGNING_FILE and ZHIPING_SIGNING_PASSPHRASE_FILE.",
        ),
    )


def jobs(parts: Parts) -> Finding:
    """Ask whether jobs are done in time."""
    health = monitoring.health(parts)
    return Finding(
        Text("作业", "jobs"),
        health.ok,
        ", ".join(f"{name} {state}" for name, state in health.checks.items()),
        Text(
            "作业进程可能未运行：zhiping worker；另见管理员的“停滞”页面。",
            "Perhaps no worker runs: zhiping worker; see also the administrators' page Stuck.",
        ),
    )
