"""The use cases: what a command does, each in one transaction; of many articles each in its own."""
