"""The secrets of an embedded installation, made once and kept in its data folder."""

import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "data_secret")


def make_secrets(folder: Path) -> bool:
    """Make the folder and the secrets that are missing; return whether any was.

    Only the owner may read them. A secret that is there is never replaced: what it sealed could not
    be opened again.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = False
    for name in NAMES:
        path = folder / f"{name}.txt"
        if path.exists():
            continue
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(fresh, path)  # refuses if another start was faster, and never shows half a file
            made = True
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return made
