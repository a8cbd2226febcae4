"""The step of the five whys."""
