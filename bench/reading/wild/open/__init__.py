"""The open half: words, layouts and habits of the forms that the reader may be bettered with."""
