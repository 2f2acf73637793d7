"""From keys and values to sentences in a person's language and time zone."""
