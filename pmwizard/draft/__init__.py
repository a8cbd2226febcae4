"""The report being edited, without any screen: changes, undo, saving and progress."""
