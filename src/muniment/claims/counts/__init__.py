"""Numbers of people and things as they are said, with bounds and unit; no dates, ages, distances or references."""

from .find import find_counts as find_counts
