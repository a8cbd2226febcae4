"""Reports as files: their text, reading, saving, merging, and the folder they live in."""
