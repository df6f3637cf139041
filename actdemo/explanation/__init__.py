"""Why a network answers as it does, from its weights alone."""
