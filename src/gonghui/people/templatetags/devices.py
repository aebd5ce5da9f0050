"""What somebody signs in with, in two words instead of a browser's long line."""

from django import template

register = template.Library()

# the telling ones first: nearly every browser also calls itself Chrome and Safari
BROWSERS = (
    *(("wxwork", "WeCom"), ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk")),
    *(("Edg", "Edge"), ("QQBrowser", "QQ"), ("360", "360"), ("UOS", "UOS"), ("UBrowser", "UC")),
    *(("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")),
)
SYSTEMS = (
    *(("Windows", "Windows"), ("Android", "Android"), ("HarmonyOS", "HarmonyOS")),
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux")),
)


@register.filter
def device(user_agent: str) -> str:
    """Browser and system, as far as they say; else how the line begins."""
    found = [
        next((name for sign, name in known if sign in user_agent), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(filter(None, found)) or user_agent[:40] or "—"
