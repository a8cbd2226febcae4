"""One report file: read, saved, locked, rescued and exported."""
