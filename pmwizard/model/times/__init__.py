"""Times as people type and read them: clocks, dates, zones, and the words for them."""
