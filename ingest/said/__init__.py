"""Who said what: the parts of ingest/statements.py, from tokens and mentions to cues and their speakers."""
