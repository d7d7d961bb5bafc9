"""The embedded adapters: files for the truth, SQLite for what is derived from it."""
