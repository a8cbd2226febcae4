"""The preview of a pasted block: what it comes to, before anything is added."""
