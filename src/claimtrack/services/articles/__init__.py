"""From bytes to an article on record and its claims: ingest, new versions, another reading, repairs by hand."""
