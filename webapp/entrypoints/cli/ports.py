"""Whether a TCP port is free, asked before anything slow begins."""

import socket

from webapp.kernel.errors import RuleBroken
from webapp.kernel.text import Text


class PortInUse(RuleBroken):
    """Another program listens on the port."""

    code = "PORT_IN_USE"
    text = Text(
        zh="无法使用 {host}:{port}（{reason}）。换端口：demo 用 --port，serve 用 ZHIPING_PORT。",
        en="{host}:{port} cannot be used ({reason}). "
        "Choose another port: --port for demo, ZHIPING_PORT for serve.",
    )


def check_port(host: str, port: int) -> None:
    """Raise `PortInUse` unless a server could listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise PortInUse(host=host, port=port, reason=error) from error
