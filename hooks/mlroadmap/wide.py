"""Wide content on narrow screens: tables of the prose get a block that scrolls, also by keyboard."""


def wrap_tables(page: str) -> str:
    """Put each bare table of the HTML `page` into a block that can be focused and scrolled; others are left alone."""
    opened = '<div class="rm-scroll" role="group" aria-label="Table" tabindex="0">\n<table class="rm-plain">'
    parts = page.split("<table>")
    return parts[0] + "".join(f"{opened}{part.replace('</table>', '</table></div>', 1)}" for part in parts[1:])
