"""One module for each command, named like it; each has the command as ``command``."""
