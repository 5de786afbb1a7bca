"""Processes that do not outlive the one that started them, even if that one is killed."""

import ctypes
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent(how: signal.Signals) -> None:
    """Ask the kernel to send this process the signal when its parent is gone."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, how)
