"""Makes the filled forms of desk/samples: for developers, never run by the desk."""
