"""Addresses of style sheets and scripts that change with their content, so browsers keep them."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request, url_for

_A_YEAR = 365 * 24 * 3600
_NAMED_BY_CONTENT = ("dist/chunks/", "dist/assets/")
"""Folders in which the front end's build has put a hash into every name."""


def install_assets(app: Flask) -> None:
    """Offer `asset('css/app.css')` to the templates and let stamped files be kept for a year."""
    folder = Path(app.static_folder or "")

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=stamp(folder / name))

    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code not in (200, 304):
            return response
        name = (request.view_args or {}).get("filename", "")
        if "v" in request.args or name.startswith(_NAMED_BY_CONTENT):
            response.cache_control.no_cache = None
            response.cache_control.public = True
            response.cache_control.max_age = _A_YEAR
            response.cache_control.immutable = True
        return response


def stamp(path: Path) -> str:
    """Return a short hash of the file's content; a missing file has the stamp `0`."""
    try:
        changed = path.stat()
    except OSError:
        return "0"
    return _stamp(path, changed.st_mtime_ns, changed.st_size)


@lru_cache(maxsize=256)
def _stamp(path: Path, _mtime: int, _size: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]
