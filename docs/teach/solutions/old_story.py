"""Put an old explanation right: the positive values are the output bias.

No unit is on at (0, 0) and (1, 1), so the bias is all there is, and both logits are the
same to the last bit. Unit 2 is dead: it supplies nothing at any point. At each of the
other two points only some of the other units are on.
"""

EXERCISE = "old_story"

parts = {
    (1, 1): ["output bias"],
    (1, 0): ["output bias", "unit 1", "unit 3", "unit 5"],
    (0, 1): ["output bias", "unit 4"],
    (0, 0): ["output bias"],
}
positive_from = "output bias"
dead = ["unit 2"]
