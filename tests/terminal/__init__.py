"""The real programs on a pseudo-terminal."""
