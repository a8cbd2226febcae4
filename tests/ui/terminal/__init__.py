"""The terminal layer, in process."""
