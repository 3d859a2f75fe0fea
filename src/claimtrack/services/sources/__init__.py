"""Sources: who they are, how they hang together, how far they can be relied on, and a desk's own list of them."""
