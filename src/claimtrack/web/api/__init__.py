"""``/api/v1``: the same services as on the pages and at the command line, for programs."""
