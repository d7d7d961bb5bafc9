"""Frozen domain types and the small rules about them: readings, records, dates, safe text. No I/O."""
