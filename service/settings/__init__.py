"""The settings, from a file and the environment; errors name the file and the key."""
