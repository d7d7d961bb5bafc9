"""Stamps of outside authorities over the log."""
