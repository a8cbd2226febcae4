"""The formats of pasted blocks, one module each."""
