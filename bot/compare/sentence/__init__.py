"""Compare a sentence with its evidence: numbers, days, names, and the words that turn what is said."""
