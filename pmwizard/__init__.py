"""pmwizard takes an on-call engineer from an incident to a finished, blameless post-mortem."""

__version__ = "0.1.0"
