"""Have the record timestamped: ask authorities, check and keep what they answer, say what is pending, renew."""
