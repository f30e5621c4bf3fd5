"""What SQLite is told: every statement with its values, whichever way it went."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection


@contextmanager
def statements(connection: Connection) -> Iterator[set[str]]:
    """The statements of the block."""
    said: set[str] = set()
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.set_trace_callback(said.add)
    yield said
    driver.set_trace_callback(None)
