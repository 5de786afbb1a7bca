"""The two ways in which a handler may say that its job did not succeed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any


class BpmnError(Exception):
    """A business outcome that the diagram catches with an error boundary event."""

    def __init__(
        self, error_code: str, message: str = "", variables: Mapping[str, Any] | None = None
    ) -> None:
        """Keep the code that the diagram's `errorCode` names, and what the catcher may read."""
        super().__init__(message or error_code)
        self.error_code = error_code
        self.message = message
        self.variables = dict(variables or {})


class TransientFailure(Exception):
    """A technical trouble that may pass: the job is tried again with back-off."""

    def __init__(self, message: str, retry_after: timedelta | None = None) -> None:
        """Keep the reason and, when the other side named one, the time to wait."""
        super().__init__(message)
        self.retry_after = retry_after
