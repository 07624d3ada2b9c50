"""What a school proposes: the forms, their values, the guide's points, the calendar and the council's profile. Pure: no I/O."""
