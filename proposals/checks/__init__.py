"""The guide's points as checks: each looks at one Proposal and gives one Finding."""

from proposals.checks.run import findings

__all__ = ["findings"]
