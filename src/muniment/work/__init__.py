"""Runs batches of work. Never knows what the work is."""
