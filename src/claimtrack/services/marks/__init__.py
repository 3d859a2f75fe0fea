"""What stands on a claim besides its verdict: links, parties, tags, notes."""
