"""What a template works with: the values of a report, filters, Markdown, and the sandbox it runs in."""
