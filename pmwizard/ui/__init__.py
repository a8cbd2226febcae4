"""The screens: with `terminal` below them, the only part of pmwizard that knows Textual."""
