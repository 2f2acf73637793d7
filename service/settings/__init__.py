"""The settings: what a file and the environment may say; errors name the file and the key."""
