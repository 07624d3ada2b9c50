"""Reads the register's tables past its door: a measurement counts what no station needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select

from register import Register


def rows(register: Register, wanted: Select[Any]) -> Sequence[Row[Any]]:
    """Return what a statement finds, in a transaction of its own."""
    with register._reading() as connection:  # the register's own connection, whatever its database
        return connection.execute(wanted).all()
