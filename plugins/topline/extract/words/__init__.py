"""How any text is read, whatever it is about: zones, sentences, words, numbers, dates."""
