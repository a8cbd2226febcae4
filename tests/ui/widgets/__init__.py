"""Widgets, each in a small program of its own."""
