"""From what was written to a canonical value: lenient in, strict inside."""

from proposals.values.parsing import Value, parse

__all__ = ["Value", "parse"]
