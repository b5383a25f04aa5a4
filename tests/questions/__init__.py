"""The twelve questions of docs/questions.md: what the page shows is what the commands print, and is true."""
