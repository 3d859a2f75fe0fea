"""Take words from the record for good: everywhere they stand, so that the chain holds and says that they went."""
