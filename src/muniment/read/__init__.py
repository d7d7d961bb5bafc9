"""Bytes → text with positions, metadata, links and findings; one module a format.

Trusts no file: every reader runs in a process of its own, confined. Never stores anything.
"""
