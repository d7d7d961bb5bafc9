"""The process in which readers run: confined, replaceable, trusted with nothing."""
