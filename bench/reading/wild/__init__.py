"""Forms as schools make them, drawn at random from two halves of words, layouts and habits: `open` and `held`."""
