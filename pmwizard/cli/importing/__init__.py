"""Importing what stands elsewhere into a report: events of texts, so far."""
