"""Starting and stopping the work in this process: in the web server or in one of its own."""

from functools import partial

from webapp.services import jobs
from webapp.services.demo import restore_clock
from webapp.services.parts import Parts

PATIENCE = 30
"""Seconds that running handlers get at the end; a supervisor must wait longer before it kills."""


def start(parts: Parts) -> None:
    """Run jobs, timers and messages until `stop`; `SlotInUse` if another worker has the slot.

    Nothing blocks here: the work happens in threads. Whatever this slot left unfinished when it was
    last killed is taken up again at once.
    """
    restore_clock(parts)
    parts.delivery.start(parts.settings.slot, partial(jobs.perform, parts), jobs.schedules(parts))
    if parts.settings.demo:
        jobs.redeliver_due(parts)  # its clock may stand ahead of the one that delays count by


def stop(parts: Parts) -> None:
    """Begin nothing new, and let what is being carried out finish."""
    parts.delivery.stop(PATIENCE)
