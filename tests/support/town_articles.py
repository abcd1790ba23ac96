"""Articles of a town as Markdown files, and a question that each answers."""

BRIDGE = "Mayor Ilse Varga opened the Tarnby bridge on 3 November 2016 in heavy rain."
OBSERVATORY = "In May 2015 the astronomer Petr Holub found the comet at the Keldar observatory."
FERRY = "Captain Runa Eskil steered the first electric ferry to Orlin on 9 June 2017."
WHO_OPENED = "Who opened the Tarnby bridge?"
WHO_FOUND = "Who found the comet at the Keldar observatory?"
WHO_STEERED = "Who steered the first electric ferry to Orlin?"
SETTLE_SECONDS = 60


def write(folder, name, title, outlet, published, text):
    """A Markdown file as a team would keep it; its path."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    fields = f"title: {title}\noutlet: {outlet}\npublished: {published}"
    path.write_text(f"---\n{fields}\n---\n\n{text} The town council met the day after.\n", "utf-8")
    return path
