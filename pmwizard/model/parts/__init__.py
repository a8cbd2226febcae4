"""The parts of a report, one for each of its tables."""
