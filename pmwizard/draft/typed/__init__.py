"""What typed text means, and what can be suggested for it."""
