"""Sample forms and e-mails: everybody in them is invented."""
