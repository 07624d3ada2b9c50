"""The programs that write the files; they know nothing of questions, wording or layout."""
