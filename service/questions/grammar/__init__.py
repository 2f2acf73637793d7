"""How questions are written on paper and by hand: lines, words, what a question must have."""
