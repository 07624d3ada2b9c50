"""The cases, the ledger of what arrived and what became of it, and the outbox."""
