"""The document as a house gets it."""
