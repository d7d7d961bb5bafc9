"""WordprocessingML (ISO/IEC 29500-1, 17): the document of a .docx, in order and with its changes."""
