"""`make soak`: hundreds of mails, workers that are killed, servers that restart; then everything must balance."""
