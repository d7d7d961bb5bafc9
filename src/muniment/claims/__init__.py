"""Passages to attributed, coded claims. Programs suggest in the margin; people claim. Asserts nothing itself."""
