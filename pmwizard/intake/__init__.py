"""Blocks of pasted text turned into events: chats, notes, tables, logs and status pages.

Pure functions: from a block and the context of its times to rows, with everything that was assumed, skipped or not
understood. Each module in ``formats`` knows one family of forms.
"""
