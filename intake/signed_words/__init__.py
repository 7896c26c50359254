"""What a clinical lead signs, in words: rules, questions, sources, phrases, settings, words. In: parts. Out: rows."""
