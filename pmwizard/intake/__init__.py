"""Blocks of pasted text turned into events: chats, notes, tables, logs and status pages.

Pure functions: a block and what its times are read against go in, rows come out, with everything that was assumed, set
aside or not understood. Each module knows one family of forms.
"""
