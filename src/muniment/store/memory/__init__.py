"""Adapters in memory, as a second implementation that the contract suites hold against the first."""
