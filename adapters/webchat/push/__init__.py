"""Web push: a knock on a person's device for a message that came while no page of theirs was open.

A push says that there is something new, and whose service it is; never what. The messages stay in
the rooms. What is said when is decided by the runtime's notification policy, before a message gets
here; so only what OrgLife says knocks, not what people say to one another.
"""
