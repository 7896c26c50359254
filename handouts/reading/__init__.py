"""How easily patients can read what they get: scores, gates and the texts they are taken of, without a network."""
