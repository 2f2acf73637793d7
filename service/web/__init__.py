"""The service's own pages: health, metrics, the local control endpoint."""
