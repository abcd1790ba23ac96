"""PDF: glyphs at places made columns, tables, lines and paragraphs."""
