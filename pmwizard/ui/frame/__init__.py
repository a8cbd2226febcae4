"""The frame around every step."""
