"""`pmwizard check`: findings in one report or in thousands, for people, for scripts and for pull requests."""
