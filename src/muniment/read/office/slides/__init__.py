"""PresentationML (ISO/IEC 29500-1, 19): slides, notes and remarks of a .pptx."""
