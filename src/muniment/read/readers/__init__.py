"""The readers that come with the program, one module a format, loaded by entry point."""
