"""From a file to a Reading: what was written in a form, where it stood and how sure we are."""
