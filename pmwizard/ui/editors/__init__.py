"""The editors of single answers, one for each kind of answer."""
