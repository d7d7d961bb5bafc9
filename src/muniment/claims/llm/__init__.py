"""An extractor that asks a language model on a server the user names, by the OpenAI-compatible protocol.

Off unless `muniment.toml` names the server and somebody asks for it by name. It believes nothing it is told: what is
not literally in the text is left out and counted, and what speaks of the law is refused.
"""

from .extractor import LlmExtractor as LlmExtractor
from .server import ServerFailed as ServerFailed
