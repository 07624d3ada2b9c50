"""What a school proposes: the forms, their values, the guide's points, the calendar, the council. No I/O."""
