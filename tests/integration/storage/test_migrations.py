"""The migrations make exactly the tables that the models describe, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from tests.servers.postgresql import Server
from webapp.adapters.delivery import dbos_delivery
from webapp.adapters.storage import migrations
from webapp.adapters.storage.database import make_engine
from webapp.adapters.storage.models import Base


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    with server.database() as url:
        yield url


@pytest.fixture
def empty(empty_url: str):
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def test_the_migrations_make_what_the_models_describe(empty: Engine):
    assert migrations.upgrade(empty)
    # The version table of Alembic is no difference to it, every other one would be.
    assert differences(empty) == []


def test_a_column_that_no_migration_adds_would_be_noticed(empty: Engine):
    migrations.upgrade(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE setting ADD COLUMN forgotten INTEGER")
    [[(what, *_rest)]] = [[difference] for difference in differences(empty)]
    assert what == "remove_column"


def test_an_up_to_date_database_is_left_alone(empty: Engine):
    migrations.upgrade(empty)
    assert not migrations.upgrade(empty)


def test_every_migration_can_be_taken_back(empty: Engine):
    migrations.upgrade(empty)
    with empty.begin() as connection:
        migrations.run(connection, "downgrade", "base")
    assert inspect(empty).get_table_names() == ["alembic_version"]
    assert migrations.upgrade(empty)
    assert differences(empty) == []


def test_several_processes_may_start_at_once_on_an_empty_database(empty_url: str):
    engines = [make_engine(empty_url) for _ in range(4)]
    with ThreadPoolExecutor(len(engines)) as threads:
        worked = list(threads.map(migrations.upgrade, engines))
    assert differences(engines[0]) == []
    for engine in engines:
        engine.dispose()
    assert any(worked)


def test_the_tables_of_the_job_engine_do_not_meet_ours(empty: Engine):
    dbos_delivery.prepare(empty)
    theirs = set(inspect(empty).get_table_names())
    assert theirs.isdisjoint(Base.metadata.tables)


def test_the_file_name_of_a_revision_begins_with_its_id():
    folder = Path(migrations.__file__).parent / "versions"
    names = sorted(path.stem for path in folder.glob("2*.py"))
    assert names
    for name in names:
        assert f'revision = "{name[: len(migrations.newest_revision())]}"' in (
            folder / f"{name}.py"
        ).read_text(encoding="utf-8")
