"""From words to well-spaced lines: faces, shaping, hyphenation, total-fit breaking, paragraphs."""
