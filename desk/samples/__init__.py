"""Real e-mails and filled forms for the demo."""
