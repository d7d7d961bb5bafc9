"""Outlook's own message files (MSG): a compound file of storages with properties (MS-OXMSG)."""
