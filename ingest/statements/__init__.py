"""Who said what: the parts of ingest/statements/find.py, from tokens and mentions to cues and their speakers."""
