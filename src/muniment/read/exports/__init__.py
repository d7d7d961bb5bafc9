"""Exports that come as tables or pages: surveys of KoboToolbox and ODK, and what auto-archiver writes."""
