"""Predict the number of regions: count what each new line cuts.

A line that is crossed at k places runs through k + 1 regions and cuts each in two.
A: three lines that cross in three places, 1 + 1 + 2 + 3. B: four that never cross,
1 + 1 + 1 + 1 + 1. C: four through one place, 1 + 1 + 2 + 2 + 2. D: two units share a
line, so there are three lines, as in A. E: two pairs, 9 regions, and a diagonal that
meets all four lines in only two places, so that it cuts 3 regions.
"""

EXERCISE = "count_regions"

pictures = {
    "A": ([[1, 0, 1], [0, 1, 1]], [0, 0, -1]),
    "B": ([[1, 1, -1, 2], [1, 1, -1, 2]], [0, -1, 2, 1]),
    "C": ([[1, 0, 1, 1], [0, 1, 1, -1]], [0, 0, 0, 0]),
    "D": ([[1, -1, 0, 1], [0, 0, 1, 1]], [0, 0, 0, -1]),
    "E": ([[1, 1, 0, 0, 1], [0, 0, 1, 1, 1]], [0, -1, 0, -1, -1]),
}
counts = {"A": 7, "B": 5, "C": 8, "D": 7, "E": 12}
