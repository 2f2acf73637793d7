"""The texts of the pages at which people come in and see their devices: language → key → text."""

from __future__ import annotations

_CHINESE = {
    "other_language": "English",
    "app": "组织生活",
    "greeting": "您好，{name}",
    "greeting_unit": "欢迎来到{unit}。点“进入”即可，不用填写任何内容。",
    "enter": "进入",
    "not_you": "不是{name}？请不要进入，并告诉发链接给您的人。",
    "front": "怎样进入",
    "front_invited": "打开您收到的邀请链接，或扫邀请单上的二维码，点“进入”。",
    "front_elsewhere": (
        "已经在别的设备上用着：在那里点“设备 → 在另一台设备上打开”，用这台设备扫码。"
        "用 Telegram 或 Matrix 的，在那里向我发送“关联”。"
    ),
    "front_nothing": "没有邀请，或链接找不到了：请向本组织的负责人要一个新的。",
    "front_people": "已在这个浏览器登录",
    "front_continue": "{name}，继续",
    "code": "邀请码或登录码",
    "code_hint": "10 个字母和数字",
    "next": "下一步",
    "code_wrong": "没有这个邀请码，请核对后再输。",
    "signed_out": "这台设备还没有登录，或已经退出。",
    "too_many_codes": "输错的次数太多，请过几分钟再试。",
    "too_fast": "操作太快，请稍等片刻再试。",
    "foreign_request": "请直接打开邀请链接，在该页面点“进入”。",
    "used": "这个邀请已经用过，或已过期",
    "used_text": (
        "邀请只能用一次。您是本人的话，可以要一个新链接："
        "会发到您已经在用的聊天里；没有，就由负责人转给您。"
    ),
    "used_ask": "给我发新链接",
    "asked_chat": "已发出",
    "asked_chat_text": (
        "新链接发到了您已经在用的另一个聊天里，10 分钟内有效。也可以把里面的登录码填在这里。"
    ),
    "asked_chat_else": "我打不开那个聊天，请负责人发给我",
    "asked_secretary": "已告诉负责人",
    "asked_secretary_text": "负责人点一下就能生成新链接，再转发给您。",
    "asked_nobody": "暂时没有人能给您发新链接",
    "asked_nobody_text": "请直接向负责人要一个新的邀请。",
    "asked_lately": "刚才已经要过了",
    "asked_lately_text": "请看一下您已经在用的聊天，或等负责人发给您；几分钟后可以再要一次。",
    "devices": "设备",
    "devices_text": "在这些设备上都能看到同一个聊天和全部记录。不认识的，或不再用的，请让它退出。",
    "devices_here": "这台设备",
    "devices_used": "最近使用：{when}",
    "just_now": "刚刚",
    "minutes_ago": "{n} 分钟前",
    "hours_ago": "{n} 小时前",
    "days_ago": "{n} 天前",
    "devices_end": "退出",
    "devices_end_label": "让“{device}”退出",
    "devices_unknown": "未知设备",
    "devices_end_here": "在这台设备上退出",
    "devices_end_others": "让其他设备都退出",
    "devices_end_all": "在所有设备上退出",
    "devices_back": "回到聊天",
    "another": "在另一台设备上打开",
    "another_text": (
        "用那台设备扫码，或打开下面的链接，点“进入”。{minutes} 分钟内有效，只能用一次。"
    ),
    "another_code": "也可以在那台设备上打开 {address}，输入登录码 {code}。",
    "another_private": "谁拿到它，谁就能以您的身份进入：不要发给别人。",
    "another_qr": "登录二维码",
}

_ENGLISH = {
    "other_language": "中文",
    "app": "OrgLife",
    "greeting": "Hello {name}",
    "greeting_unit": "This is where {unit} meets. Tap “Enter”; there is nothing to fill in.",
    "enter": "Enter",
    "not_you": "Not {name}? Then don't enter, and tell whoever sent you this link.",
    "front": "How to get in",
    "front_invited": (
        "Open the invitation link you were sent, or scan the QR code on your invitation, and tap"
        " “Enter”."
    ),
    "front_elsewhere": (
        "Already using OrgLife on another device? Tap “Devices → Open on another device” there, and"
        " scan the code with this one. On Telegram or Matrix, send me the word “link”."
    ),
    "front_nothing": "No invitation, or lost the link? Ask your leader for a new one.",
    "front_people": "Signed in in this browser",
    "front_continue": "Continue as {name}",
    "code": "Invitation or sign-in code",
    "code_hint": "10 letters and digits",
    "next": "Next",
    "code_wrong": "There is no such code. Check it and try again.",
    "signed_out": "This device isn't signed in, or was signed out.",
    "too_many_codes": "Too many wrong codes. Try again in a few minutes.",
    "too_fast": "That was too fast. Wait a moment and try again.",
    "foreign_request": "Open the invitation link itself and tap “Enter” there.",
    "used": "This invitation was used, or has expired",
    "used_text": (
        "An invitation works once. If it is yours, you can ask for a new link. It is sent to the"
        " chat you already use; if there is none, your leader passes it on to you."
    ),
    "used_ask": "Send me a new link",
    "asked_chat": "Sent",
    "asked_chat_text": (
        "The new link is in the other chat you already use. It works for 10 minutes. You can also"
        " enter the sign-in code from that message here."
    ),
    "asked_chat_else": "I can't open that chat: ask my leader",
    "asked_secretary": "Your leader has been asked",
    "asked_secretary_text": "With one tap they get a new link and pass it on to you.",
    "asked_nobody": "No one can send you a new link just now",
    "asked_nobody_text": "Ask your leader for a new invitation in person.",
    "asked_lately": "You have just asked for one",
    "asked_lately_text": (
        "Look into the chat you already use, or wait for your leader. You can ask again in a few"
        " minutes."
    ),
    "devices": "Devices",
    "devices_text": (
        "You see the same chat, with its whole history, on each of these devices. Sign out what you"
        " don't know or no longer use."
    ),
    "devices_here": "This device",
    "devices_used": "Last used: {when}",
    "just_now": "just now",
    "minutes_ago": "{n} min ago",
    "hours_ago": "{n} h ago",
    "days_ago": "{n} d ago",
    "devices_end": "Sign out",
    "devices_end_label": "Sign out “{device}”",
    "devices_unknown": "Unknown device",
    "devices_end_here": "Sign out here",
    "devices_end_others": "Sign out all other devices",
    "devices_end_all": "Sign out everywhere",
    "devices_back": "Back to the chat",
    "another": "Open on another device",
    "another_text": (
        "Scan this with the other device, or open the link below on it, and tap “Enter”. It works"
        " once, within {minutes} minutes."
    ),
    "another_code": "Or open {address} on that device and enter the sign-in code {code}.",
    "another_private": "Whoever has it can enter as you: don't share it.",
    "another_qr": "QR code to sign in",
}

ENTRANCE_WORDS = {"zh-CN": _CHINESE, "en": _ENGLISH}
