"""How the sentences of the rules are written down."""

from webapp.kernel.text import Text

ERROR = "error"
WARNING = "warning"


def error(zh: str, en: str) -> tuple[str, Text]:
    """Return a rule that forbids the deployment."""
    return ERROR, Text(zh=zh, en=en)


def warning(zh: str, en: str) -> tuple[str, Text]:
    """Return a rule that advises only."""
    return WARNING, Text(zh=zh, en=en)
