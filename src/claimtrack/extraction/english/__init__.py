"""Every list and pattern of English: a second language is a second folder."""
