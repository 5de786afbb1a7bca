"""How often the database is asked: counted, since that does not depend on the machine."""

from tests.bench.completing import MOST_STATEMENTS, completing, files
from tests.bench.measuring import watched
from webapp.kernel.pagination import PageRequest
from webapp.services import people, seed, user_tasks
from webapp.services.advancing import PROVINCE


def test_completing_a_user_task_takes_one_commit_and_few_statements(parts):
    seed.seed_demo(parts, {PROVINCE: files()})
    actor = people.authenticate(parts, "jian.reviewer", people.DEMO_PASSWORD).actor
    database = "sqlite" if parts.database.is_sqlite else "postgresql"
    _time, statements, commits = completing(parts, actor, database, instances=3)
    assert statements.max <= MOST_STATEMENTS
    assert statements.max <= (5 if parts.database.is_sqlite else 6)  # what it takes today
    assert (commits.min, commits.max) == (1, 1)


def test_a_page_of_tasks_takes_as_many_statements_as_there_are_questions(parts):
    seed.seed_demo(parts, {PROVINCE: files()})
    actor = people.authenticate(parts, "jian.reviewer", people.DEMO_PASSWORD).actor
    with watched(parts.database.engine) as traffic:
        user_tasks.list_user_tasks(parts, actor, "group", "", PageRequest())
    assert len(traffic.statements) == 2
