"""What opens above a step and asks for one thing."""
