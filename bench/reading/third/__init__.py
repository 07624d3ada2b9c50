"""Forms laid out by another hand, that know nothing of what the reader expects."""
