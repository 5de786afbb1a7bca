"""What nobody needs any more is forgotten at night, and nothing else."""

import pytest

from tests.fixtures.parts import Demo
from webapp.adapters.storage.models import LoginAttempt
from webapp.services import forgetting, jobs, people
from webapp.services.people import SignInLocked, SignInRefused


def failures(demo: Demo) -> int:
    with demo.parts.database.reading() as session:
        return session.query(LoginAttempt).count()


def fail(demo: Demo, times: int) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            people.authenticate(demo.parts, "owner", "a wrong password")


def test_failed_sign_ins_are_forgotten_when_they_lock_nobody_out(filled: Demo) -> None:
    fail(filled, 2)
    assert forgetting.forget_sign_ins(filled.parts) == 0
    filled.pass_time(minutes=16)
    fail(filled, 1)
    assert forgetting.forget_sign_ins(filled.parts) == 2
    assert failures(filled) == 1


def test_who_is_locked_out_stays_so(filled: Demo) -> None:
    fail(filled, 5)
    forgetting.forget_sign_ins(filled.parts)
    with pytest.raises(SignInLocked):
        people.authenticate(filled.parts, "owner", people.DEMO_PASSWORD)


def test_the_worker_forgets_by_itself(filled: Demo) -> None:
    names = {schedule.name for schedule in jobs.schedules(filled.parts)}
    assert names == {"reconcile", "expire_messages", "forget_sign_ins", "forget_batches"}
