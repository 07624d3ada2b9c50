"""`make bench-workers`: one work pool on a real Prefect server and a real PostgreSQL, with 1, 2 and 4 workers."""
