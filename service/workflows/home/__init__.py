"""Home: who answers when nothing more special does.

It greets whoever has just been linked, shows the menu with what is going on, begins new activities
for those who may, keeps templates and dry runs of any kind, and changes what people set for
themselves: language, chats, reminders, calendar. There is one home for the whole organization.
"""

from service.workflows.home.machine import MACHINE, WORKFLOW

__all__ = ["MACHINE", "WORKFLOW"]
