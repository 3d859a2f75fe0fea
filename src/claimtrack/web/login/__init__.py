"""The door of a desk on a server: people log in by name and passphrase."""
