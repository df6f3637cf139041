"""The ground: the same bits on every machine."""
