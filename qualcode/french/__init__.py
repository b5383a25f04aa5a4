"""What French text needs: sentences, inclusive writing as words, lemmas. Nothing here loads spaCy on import."""
