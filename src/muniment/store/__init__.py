"""Ports and their adapters. Above this package nobody knows a path, a dialect or a lock.

The doors: `ports` (objects, log, catalogue), `search` (full text), `vault` (opens the adapters of a vault).
"""
