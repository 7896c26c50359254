"""The board's groups as staff see them: the word and the shape of each, the same on every page."""

WORDS = {
    "emergency": "EMERGENCY",
    "urgent": "URGENT",
    "soon": "Soon",
    "routine": "Routine",
    "waiting": "Waiting",
}
SHAPES = {
    "emergency": "octagon",
    "urgent": "triangle",
    "soon": "diamond",
    "routine": "circle",
    "waiting": "square",
}
