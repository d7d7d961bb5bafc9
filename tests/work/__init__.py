"""Tests of the pool of child processes by itself."""
