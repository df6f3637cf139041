"""Figures: drawn once, shown on light and dark pages, told in words and in numbers.

``shown`` takes what scripts and notebooks show, ``files`` writes their figures, ``ink`` recolours
them for dark pages, ``contrast`` refuses words that are hard to read, ``numbers`` tells what is
drawn, and ``images``, the extension, sees to it that pages show all of that.
"""
