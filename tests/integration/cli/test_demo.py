"""The demo as a newcomer meets it: it starts, tells whom to be, answers, and stops."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_the_demo_starts_tells_whom_to_be_and_stops_when_asked(tmp_path: Path) -> None:
    port = free_port()
    words = ["demo", "--port", str(port), "--folder", str(tmp_path / "demo")]
    with subprocess.Popen(
        [sys.executable, "-m", "webapp.entrypoints.cli", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        told = []
        for line in demo.stdout:
            told.append(line)
            if "ready" in line:
                break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60) as answer:
                assert answer.status == 200
        finally:
            demo.send_signal(signal.SIGINT)
        rest = demo.stdout.read()
    text = "".join(told)
    assert f"http://127.0.0.1:{port}" in text
    assert "zhiping-demo-2026" in text
    assert "jian.reviewer" in text
    assert (demo.returncode, rest) == (0, "\n已停止。/ Stopped.\n")
