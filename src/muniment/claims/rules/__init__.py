"""The extractor that works offline: rules and word lists, the same for every party and in every language it knows."""

from .extractor import RulesExtractor as RulesExtractor
