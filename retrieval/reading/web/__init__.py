"""Pages, feeds and sitemaps from the web, fetched politely and safely."""
