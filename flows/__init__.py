"""Carries one piece of work from station to station, on Prefect's schedules."""
