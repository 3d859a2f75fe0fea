"""Captures: a page with what it shows, as it came over the line, kept in one web archive with an account of it."""
