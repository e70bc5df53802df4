"""Runs the migrations on the connection that the store hands over, inside the transaction it has begun."""

from __future__ import annotations

from alembic import context

from verbale.store.record_schema import metadata
from verbale.store.schema import FULL_TEXT


def include_object(_item: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(FULL_TEXT))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=include_object,
    render_as_batch=True,
    transactional_ddl=False,  # the store has begun: one transaction holds every step and the number of the last
)
context.run_migrations()
