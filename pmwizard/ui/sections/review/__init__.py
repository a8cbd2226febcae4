"""The step of the review."""
