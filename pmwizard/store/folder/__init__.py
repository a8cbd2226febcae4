"""The folder of reports: where it is, what is in it, and the settings that apply there."""
