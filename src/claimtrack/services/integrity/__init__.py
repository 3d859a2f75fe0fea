"""Whether the record is intact: verify, replay, heads of the chain, backups, the log."""
