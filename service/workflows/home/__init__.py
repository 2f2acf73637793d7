"""Home: who answers when nothing more special does.

It greets whoever has just been linked, shows the menu with what is going on, starts new activities
for those who may, and changes a person's language. There is one home for the whole organization.
"""

from service.workflows.home.machine import WORKFLOW

__all__ = ["WORKFLOW"]
