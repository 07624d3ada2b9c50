"""Pages as they look: words, lines and boxes at their places, however they came to be there, become pieces to read."""
