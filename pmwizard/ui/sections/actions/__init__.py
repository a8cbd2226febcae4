"""The step of the action items."""
