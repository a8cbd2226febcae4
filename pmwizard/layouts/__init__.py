"""House layouts: what they print of a report, what they ask, and the documents they make."""
