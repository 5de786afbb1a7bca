"""Killing the web server and the workers at random loses no step and doubles none."""

from pathlib import Path

import pytest

from tests.chaos.harness import Plan, run
from tests.servers.postgresql import NoPostgresql, binaries

SEED = 20261123
KILLS = 4
"""Fewer would prove little; how many there are depends on how busy the machine is."""


def has_postgresql() -> bool:
    try:
        binaries()
    except NoPostgresql:
        return False
    return True


NEEDS_POSTGRESQL = pytest.mark.skipif(
    not has_postgresql(), reason="PostgreSQL is not installed: the tests on it are skipped."
)


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=NEEDS_POSTGRESQL)])
def test_no_step_is_lost_or_doubled(database: str, tmp_path: Path):
    report = run(Plan(database, seconds=15, instances=200, seed=SEED), tmp_path)
    assert report.verdict.good, report
    assert report.verdict.instances == 200
    assert sum(report.kills.values()) >= KILLS, report


def test_a_key_for_each_run_instead_of_each_job_is_found_out(tmp_path: Path):
    """What a repeated run then does outside counts twice."""
    plan = Plan(seconds=10, instances=60, seed=SEED, mutant="key-per-run", pause=(0.4, 1))
    report = run(plan, tmp_path)
    assert any("outside effect" in line for line in report.verdict.doubled), report
    assert report.verdict.lost == []


def test_promising_a_job_after_the_commit_is_found_out(tmp_path: Path):
    """What any job engine outside the database does, unless there is an outbox."""
    plan = Plan(
        seconds=10, instances=60, seed=SEED, mutant="enqueue-after-commit", pause=(0.4, 1), drain=5
    )
    report = run(plan, tmp_path)
    assert any("no delivery" in line for line in report.verdict.lost), report
