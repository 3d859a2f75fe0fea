"""Work through the queue with single keys: what each key does, whatever the terminal is."""
