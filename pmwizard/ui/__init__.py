"""The screens: the only part of pmwizard that knows Textual."""
