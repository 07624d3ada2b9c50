"""Forms on paper: scans and photographs, read by OCR on this machine. Nothing leaves it."""
