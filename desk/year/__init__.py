"""A school year of invented placements: its story, how the desk lives through it, and whether nothing was missed."""
