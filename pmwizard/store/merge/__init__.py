"""Two sets of changes to one report brought together."""
