"""What all readers of text share: decoding, languages, links, dates, healing, composing passages."""
