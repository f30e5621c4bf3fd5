"""What Alembic runs before the steps: they work on the connection and in the transaction that it is handed.

Reflection does not see everything that our tables have. A step that rebuilds a table says
`table_kwargs={"sqlite_strict": True, "sqlite_with_rowid": False}`, and creates indexes on expressions anew.
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # off for SQLite by default: a step that fails would leave half of itself
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
