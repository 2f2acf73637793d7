"""A real homeserver for tests and figures: Synapse on loopback.

async with synapse() as server:
    account = server.register("li", shown="李华")
    async with people(account) as (li,):
        place = await li.chat("@orglife:orglife.test", encrypted=True)
        await li.say(place, "/menu")
"""

from tests.matrix_server.server import Account, Server, synapse
from tests.matrix_server.users import User, people

__all__ = ["Account", "Server", "User", "people", "synapse"]
