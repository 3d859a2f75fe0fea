"""Text to statements, attributions, chains and caveats: pure functions, no database."""
