"""What the rules know of the English language."""
