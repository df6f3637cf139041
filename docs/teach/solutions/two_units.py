"""Set the weights by hand: a tent over the points where the inputs differ.

Let s be x1 + x2. The first unit is relu(s), the second relu(s - 1); the first minus
twice the second rises to 1 at s = 1, where the inputs differ, and is 0 at s = 0 and
s = 2. The output bias moves the tent down by one half, so that no logit is 0.
"""

EXERCISE = "two_units"

W1 = [[1, 1], [1, 1]]
b1 = [0, -1]
W2 = [[1], [-2]]
b2 = [-0.5]
