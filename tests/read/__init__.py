"""Tests of the readers and what carries them."""
