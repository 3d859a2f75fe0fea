"""What is read from the record: reports, single claims, listings, as they stand or as they stood."""
