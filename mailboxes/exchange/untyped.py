"""The name for what exchangelib hands out and takes: the library comes without types."""

from typing import Any, TypeAlias

Untyped: TypeAlias = Any
