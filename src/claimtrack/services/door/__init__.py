"""Who may come in to a desk on a server, and what programs outside may do and are told."""
