"""Measurements: speed and memory, printed as a table and never asserted in a test."""
