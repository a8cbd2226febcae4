"""Programs to run on a pseudo-terminal."""
