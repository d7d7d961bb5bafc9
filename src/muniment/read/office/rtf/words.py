"""Control words that matter for the text: signs, and where the words of a group go."""

from __future__ import annotations

from muniment.read.office.rtf.facts import TEXTS

SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "softline": "\n",
}  # fmt: skip
SKIPPED = frozenset(
    {"colortbl", "filetbl", "listtable", "listoverridetable", "nonshppict", "shprslt", "nonesttables", "themedata",
     "colorschememapping", "datastore", "latentstyles", "rsidtbl", "xmlnstbl", "mmathPr", "bkmkstart", "bkmkend",
     "pgdsctbl", "atnref", "atnid", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "nesttableprops",
     "pnseclvl", "pn", "fname", "falt", "panose", "wgrffmtfilter", "docvar", "xe", "tc", "private"}
)  # fmt: skip
FLOWS = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footer": "footer",
    "footerl": "footer", "footerr": "footer", "footerf": "footer", "footnote": "footnote",
    "annotation": "comment", "shptxt": "text box",
}  # fmt: skip
COLLECTED = frozenset(
    {"fonttbl", "stylesheet", "fldinst", "listtext", "pntext", "atnauthor", "atndate", "objclass", "objdata", "pict",
     "template", "revtbl", "propname", "staticval", "pnaltext", "sn", *TEXTS}
)  # fmt: skip
THROUGH = frozenset(
    {"info", "field", "fldrslt", "shppict", "shpinst", "shp", "object", "result", "ud", "userprops", "upr", "shpgrp",
     "mhtmltag", "background"}
)  # fmt: skip
PICTURES = {"pngblip": "png", "jpegblip": "jpg", "emfblip": "emf", "wmetafile": "wmf", "dibitmap": "dib",
             "macpict": "pict"}  # fmt: skip
