"""The summary composed from the facts of a report: its clauses, its sentences, and when it is composed."""
