"""Chats that somebody exported: WhatsApp's text files, Telegram's JSON and HTML. One passage for each message."""
