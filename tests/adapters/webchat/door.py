"""A door for the web chat's pages without a service behind it: the port `Door`, kept in a dict."""

from __future__ import annotations

from service.ports import Asked, Guest


class TestDoor:
    """Everybody in the chat is a member unless they are in `gone`. `asked`: who asked for a new
    link, and how."""

    __test__ = False

    def __init__(self) -> None:
        self.guests: dict[str, Guest] = {}
        self.gone: set[str] = set()
        self.admitted: list[tuple[str, str, str]] = []  # (user, place, device)
        self.asked: list[tuple[str, bool, bool]] = []
        self.answer: Asked = "chat"
        self.shut = False  # a code is used by somebody else between the look and the tap

    def invite(self, name: str, user: str = "", *, used: bool = False, person: int = 1) -> str:
        """A code for this person, who may have an identity already."""
        code = f"CODE{len(self.guests):06}".replace("0", "Z").replace("1", "Y")
        self.guests[code] = Guest(person, name, "第一支部", "zh-CN", user, not used)
        return code

    def knows(self, user: str) -> bool:
        return user not in self.gone

    async def guest(self, code: str) -> Guest | None:
        return self.guests.get(code)

    async def admit(self, code: str, user: str, chat: str, device: str) -> bool:
        guest = self.guests[code]
        if not guest.open or self.shut:
            return False
        self.guests[code] = Guest(guest.person, guest.name, guest.unit, "zh-CN", user, False)
        self.admitted.append((user, chat, device))
        self.gone.discard(user)
        return True

    async def ask_again(self, code: str, *, devices: bool, secretary: bool) -> Asked:
        self.asked.append((code, devices, secretary))
        return self.answer

    async def another_device(self, user: str) -> str:
        return self.invite(user, user)
