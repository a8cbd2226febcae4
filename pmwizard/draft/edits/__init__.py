"""What can be done to the rows of a report, without a screen."""
