"""muniment: an evidence system of record."""

__version__ = "0.1.0"
