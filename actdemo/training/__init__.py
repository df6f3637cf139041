"""What changes a network, and what comes out."""
