"""The command line: `orglife --help`."""

from service.cli.main import main

__all__ = ["main"]
