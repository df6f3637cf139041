"""
Bring a network, and hear why it answers as it does
===================================================

.. about:: Bring your own network
   :minutes: 5
   :needs: :doc:`/tutorial/weights`; a network of your own, if you have one

The weights below come from PyTorch. One line reads them in; from then on the
network is drawn and explained like any other here.
"""

# fold: copy what PyTorch printed
import matplotlib.pyplot as plt

import actdemo as ad

plt.style.use("actdemo.figures")
# torch 2.13, seed 0: 1,000 steps of Adam(lr=0.01), each with all four points
first = [[1.6121, 3.1857], [-2.6117, -2.6114], [-0.2723, 0.1896], [-2.4306, 2.4307]]
state_dict = {
    "0.weight": first,
    "0.bias": [-1.6123e00, 2.6114e00, -2.1370e-01, -1.3565e-04],
    "2.weight": [[-3.6440, -4.1740, -0.2061, 3.0106]],
    "2.bias": [5.0593],
}

# %%
# One line
# --------

net = ad.read_network(state_dict, hidden="relu")
# fold: draw its answers
X, y = ad.xor()
fig, ax = plt.subplots(figsize=(5.6, 4.2))
ad.plots.height_map(ax, net, X, y, box=(-0.5, 1.5, -0.5, 1.5))
ax.set_title("A network from elsewhere")
fig.set_label("The map is cut from its exact pieces; on the line the logit is 0.")
assert net.sizes == (2, 4, 1)
assert ad.classify(net, X, y).success

# %%
# Two layers with a ReLU between them were trained on XOR; this is what they had
# learned, to the digits that PyTorch prints. PyTorch keeps a row of weights for
# each unit, these pages one for each input. Only one of the two fits these shapes,
# so there was nothing to ask. The weights don't say which activation stands between
# them, so you do.
#
# .. predict:: At (1, 0) all four hidden units are off. What decides there?
#    :right: 2
#
#    Nothing: the output is 0
#       The units add nothing, but they are not alone. Something is added at every
#       point, whatever the inputs are.
#    The output bias
#       Every sum begins with it, and here nothing else is added.
#    The unit whose crease is nearest
#       A ReLU that is off adds 0, however near its crease is.
#
# Why it answers so
# -----------------

why = ad.explain(net, X, y)
print(why.sentences)
# fold: check the point at which every unit is off
assert not net.forward([[1, 0]]).activations[0].any()
assert net([[1, 0]])[0, 0] == net.biases[1][0] > 0

# %%
# What can be read
# ----------------

# fold: list what to write
rows = [
    ("PyTorch, a Sequential", "ad.read_network(model)"),
    ("PyTorch, any module", 'ad.read_network(model.state_dict(), hidden="relu")'),
    ("Keras, a Sequential", "ad.read_network(model)"),
    ("Keras, any model", 'ad.read_network(model.get_weights(), hidden="relu")'),
    ("scikit-learn, after fit", "ad.read_network(MLPClassifier().fit(X, y))"),
    ("arrays, lists", 'ad.read_network([W1, b1, W2, b2], hidden="tanh")'),
    ("without biases", 'ad.read_network([W1, W2], hidden="tanh")'),
    ("another function each", 'ad.read_network(…, hidden=("tanh", "relu"))'),
]
print(ad.table("What you write", ("you have", "you write"), rows))

# %%
# No framework is needed for reading. If the network ends in a sigmoid or softmax,
# that is left out, with a warning: here it belongs to the loss. Another page
# compares :doc:`the outputs with those of each framework </reference/coming_from>`.
#
# What it doesn't do is guess. Where both readings of the rows fit, it asks:

W1, W2, b = [[1, 2], [3, 4]], [[5, 6], [7, 8]], [0, 0]
# fold: read weights that fit both ways
square = [W1, b, W2, b]
try:
    ad.read_network(square, hidden="relu")
except ValueError as error:
    print(str(error).replace(" or <", "\n  or <").replace("; ", ";\n  "))
rows_are_units = ad.read_network(square, hidden="relu", layout="out_in")
assert rows_are_units.weights[0].tolist() == [[1, 3], [2, 4]]
assert ad.read_network(net.to_dict()) == net
ad.plots.show()

# %%
# To remember
# -----------
# * Weights, and the activation between them, are all that it takes.
# * ``net.to_dict()`` writes a network for a file; reading it gives the same bits.
#
# Next, :doc:`mistakes`: claims that sound right but aren't.
