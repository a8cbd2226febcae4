"""Saving the report being edited, and merging what others wrote meanwhile."""
