"""Forms made of fields: one of a section, and one of a list and the line that adds to it."""
