"""The use cases: what a command does, each in one transaction."""
