"""The shape of a network, exactly."""
