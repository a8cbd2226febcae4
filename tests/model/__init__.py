"""What a post-mortem is."""
