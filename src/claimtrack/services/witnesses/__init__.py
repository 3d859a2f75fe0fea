"""Heads that other desks witness: keys, signing, cosigning, and what that proves."""
