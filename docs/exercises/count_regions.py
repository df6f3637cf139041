"""Predict the number of regions.

Each picture is a layer of ReLU units: the columns of the first array are their weights,
the second holds their biases. A unit switches along a line. Into how many regions do
the lines of a picture cut the whole plane? Draw them, and predict before you compute.
"""

EXERCISE = "count_regions"

pictures = {
    "A": ([[1, 0, 1], [0, 1, 1]], [0, 0, -1]),
    "B": ([[1, 1, -1, 2], [1, 1, -1, 2]], [0, -1, 2, 1]),
    "C": ([[1, 0, 1, 1], [0, 1, 1, -1]], [0, 0, 0, 0]),
    "D": ([[1, -1, 0, 1], [0, 0, 1, 1]], [0, 0, 0, -1]),
    "E": ([[1, 1, 0, 0, 1], [0, 0, 1, 1, 1]], [0, -1, 0, -1, -1]),
}
counts = {"A": None, "B": None, "C": None, "D": None, "E": None}

print("Still missing:", list(counts.values()).count(None), "of 5 counts.")
