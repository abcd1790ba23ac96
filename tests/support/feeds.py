"""Feeds, sitemaps and pages as a site would send them."""

STORY = (
    "The ferry Gudrun sank off Skaal on Saturday morning, the coast guard said. "
    "All forty passengers were brought ashore by fishing boats from the nearby harbour. "
    "The cause is not known, and divers are to look at the wreck in the coming days. "
)
LONG = f"<p>{STORY}</p><p>{STORY.replace('ferry Gudrun', 'trawler Ask')}</p>" + (
    "<p>The harbour master of Skaal said that the sea had been calm and the night clear, and"
    " that no other ship had been near when the ferry sent its call for help at dawn.</p>"
)


def page(title="Ferry sinks off Skaal", *, head="", body=STORY):
    sentences = "".join(f"<p>{line.strip()}.</p>" for line in body.split(". ") if line.strip())
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"{sentences}</article></body></html>"
    ).encode()


def item(link, title="Ferry sinks off Skaal", *, text="", more="", guid=None):
    content = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""
    name = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    where = f"<link>{link}</link>" if link else ""
    return f"<item><title>{title}</title>{where}{name}{content}{more}</item>"


def rss(*items, title="Coast Daily", link="", head=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"{head}<title>{title}</title><link>{link}</link>{''.join(items)}</channel></rss>"
    ).encode()


def atom(entries, title="Coast Daily"):
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://coast.example/news/">'
        f"<title>{title}</title>{entries}</feed>"
    ).encode()


def sitemap(*urls, changed=None):
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    listed = "".join(f"<url><loc>{url}</loc>{when}</url>" for url in urls)
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{listed}</urlset>"
    ).encode()


def sitemap_index(*urls):
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</sitemapindex>'
    ).encode()
