"""From a row of the outbox to a message on a platform."""
