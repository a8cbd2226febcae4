"""A field and its editors, one for each kind of answer."""
