"""The rules of `pmwizard check` and of the Review screen, and what they find.

A rule is a function from a case to paths and messages, named with its severity and its reason. To add one, write it
in the module of its family and name it in ``pmwizard.checks.rules.RULES``.
"""
