"""A closed database leaves no connection behind, not even one that was in use."""

from typing import Any

from sqlalchemy import event

from webapp.adapters.storage.database import Database


def test_a_connection_returned_after_the_end_is_closed_at_once(database: Database) -> None:
    closed: list[Any] = []
    event.listen(database.engine, "close", lambda connection, _record: closed.append(connection))
    straggler = database.engine.connect()
    used = straggler.connection.dbapi_connection

    database.close()
    straggler.close()

    assert used in closed
