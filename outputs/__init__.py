"""What the desk writes: blank forms, letters and the coordinator's pack."""
