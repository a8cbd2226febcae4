"""The step of the timeline."""
