"""OpenDocument (ISO/IEC 26300): .odt and .odp."""
