"""How well the extraction does, measured on phrases and sentences annotated by hand before there were rules."""
