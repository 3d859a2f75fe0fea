"""The desk's own words in the reader's language: catalogues, which one is meant, how dates and numbers are written."""
