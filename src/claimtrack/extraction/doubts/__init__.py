"""What the article says against its own statements, and who denies what."""
