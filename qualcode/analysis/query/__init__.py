"""The query language: text to tree (`parse`), names to what the project knows (`resolve`), counting (`tally`)."""
