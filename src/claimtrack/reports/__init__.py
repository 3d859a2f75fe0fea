"""One frozen ``Report``, and one renderer a format: a function from it to bytes."""
