"""The PresentationML namespace."""

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
