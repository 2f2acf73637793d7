"""A real homeserver for tests and figures: Synapse on loopback.

async with synapse() as server:
    account = server.register("li", shown="李华")
    async with people(account) as (li,):
        place = await li.chat("@orglife:orglife.test", encrypted=True)
        await li.say(place, "/menu")
"""
