"""The step of the contributing factors."""
