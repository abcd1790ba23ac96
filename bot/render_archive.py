"""What the archive holds, and what indexing did to it, as plain text for people. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import Line
from bot.revised import revised
from bot.text import date_words, fold, with_count, without_controls
from retrieval.messages import gettext, gettext_noop
from retrieval.messages.counts import articles_words
from retrieval.messages.quotation_marks import quoted_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.archive.doctor import DoctorFinding
    from retrieval.archive.earlier_versions import Version
    from retrieval.archive.erasing import Erasure
    from retrieval.archive.salvaging import Salvaged
    from retrieval.receipts.receipts import Receipt, Verified
    from retrieval.types import Article, ArticleListing

BEYOND = (
    "backups and copies of DATELINE_HOME that lie elsewhere",
    "messages already posted in Discord, and what readers exported or copied",
    "blocks that the disk has given up but not overwritten",
)
"""Where an erased text may still be, beside what can be named."""

# By a citation's standing; `verify` and /verify tell it in the asker's language.
STANDING = {
    "exact": gettext_noop("still exact"),
    "changed": gettext_noop("the article has changed since"),
    "removed": gettext_noop("the article was removed"),
}


def article_text(article: Article, listing: ArticleListing | None = None) -> str:
    """A stored article: what is known of it, an empty line, and its whole text, filtered."""
    known = {
        gettext("Title"): article.title,
        gettext("Outlet"): article.outlet,
        gettext("Author"): article.author,
        gettext("Published"): date_words(article.published, article.date_note),
        gettext("Language"): article.language,
        gettext("Revision"): revised(listing or article),
        gettext("Source"): article.source,
        # A page's source is often its address, and is not told twice.
        gettext("Address"): article.url if article.url != article.source else None,
        gettext("Id"): article.id,
        "SHA-256": article.hash,
    }
    return _known_text(known, article.text)


def _known_text(known: dict[str, str | None], text: str) -> str:
    """What is known of an article by its name, an empty line, and the text, filtered."""
    # The colon is part of the name, so that names of any language end alike.
    told = {f"{name}:": fold(value) for name, value in known.items() if value}
    width = max(map(len, told)) + 1
    return "\n".join([*(f"{name:<{width}}{value}" for name, value in told.items()), "",
                      without_controls(text)])  # fmt: skip


def edited_text(article: Article) -> str:
    """What is known of an article now, in one line under its id."""
    when = date_words(article.published, article.date_note) or gettext("undated")
    known = (article.outlet, when, article.author, article.title)
    return fold(f"{article.id}: {' · '.join(one for one in known if one)}")


BESIDE = 70
"""Columns for an id, a day and a title that can be recognised; an outlet has what is left."""


def listing_text(listings: Sequence[ArticleListing], width: int = 80) -> str:
    """The articles held as a table of `width` columns: id, date, outlet, title or source."""
    if not listings:
        return gettext("The archive holds no articles yet. Add some with: dateline index PATH")
    rows = [("ID", gettext("Published"), gettext("Outlet"), gettext("Title"))]
    rows += [
        (one.id, one.published or gettext("undated"), one.outlet or "—", one.title or one.source)
        for one in listings
    ]
    return "\n".join([*table(rows, width), "", f"{articles_words(len(listings))}."])


def table(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """Rows as text, each column as wide as it needs, and the last what is left of `width`."""
    from rich.cells import cell_len, set_cell_size

    cells = [[fold(cell) for cell in row] for row in rows]
    needed = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    # What is left for an outlet: at least eighteen columns, in a narrow terminal too.
    most = max(18, width - BESIDE)
    widths = [needed[0], *(min(room, most) for room in needed[1:-1])]  # an id is typed in again
    # Two blanks between columns; a title has at least sixteen, even if the line is broken then.
    widths.append(max(width - sum(widths) - 2 * len(widths), 16))

    def fit(text: str, room: int) -> str:
        # One column less for the mark. A wide character that would stand half outside is left out,
        # and the second call fills its place with a blank.
        short = text if cell_len(text) <= room else set_cell_size(text, room - 1).rstrip() + "…"
        return set_cell_size(short, room)

    return ["  ".join(map(fit, row, widths)).rstrip() for row in cells]


def erased_text(erasure: Erasure) -> str:
    """What was erased, and where Dateline can't reach the text."""
    lines = [f"erased: {without_controls(source)}" for source in erasure.sources]
    lines.append(
        f"{with_count(erasure.receipts, 'receipt')} lost the quotation; the archive was"
        " written anew without what had been removed."
    )
    lines.append("Not reached, if they hold it:")
    lines += [f"  the file it was read from: {without_controls(file)}" for file in erasure.files]
    if erasure.copies:
        lines.append(f"  articles with nearly the same text: {' '.join(erasure.copies)}")
    lines += [f"  a backup: {without_controls(name)}" for name in erasure.backups]
    lines += [f"  {erasure.server}"] if erasure.server else []
    if erasure.shared:
        lines.append("  other machines' copies until they look next, and their backups")
        lines.append("  the database server's own log, replicas and backups")
    lines += [f"  {place}" for place in BEYOND]
    return "\n".join(lines)


def salvaged_text(salvaged: Salvaged) -> str:
    """What was brought out of a damaged archive, and what was not."""
    lines = [f"{with_count(salvaged.articles, 'article')} brought out, {len(salvaged.lost)} lost."]
    lines += [
        # Of some not even the id can be read; they go by their number in the file.
        f"  lost: {one.id or f'number {one.number}'} — {fold(one.file or 'its name is lost too')}"
        for one in salvaged.lost
    ]
    if salvaged.lost:
        lines.append("Index their files again.")
    if salvaged.cut:
        lines.append(f"Rows are missing of: {', '.join(salvaged.cut)}.")
    return "\n".join(lines)


def verified_text(receipt: Receipt, verified: Sequence[Verified]) -> str:
    """A receipt's question, and each of its citations as it stands today.

    Of an article that was removed nothing is quoted.
    """
    as_of = receipt.answer.get("as_of")
    day = gettext("as of {day}").format(day=date_words(as_of))
    how = [receipt.answer.get("mode"), as_of and day]
    told = ", ".join(fold(part) for part in how if part)
    about = f" ({told})" if told else ""
    asked = gettext("Asked {day}").format(day=f"{receipt.created}{about}")
    lines = [f"{asked}: {fold(str(receipt.answer['asked']))}"]
    for one in verified:
        quote = f": {fold(str(one.citation['quote']))}" if may_be_quoted(one) else ""
        lines.append(f"[{one.citation['number']}] {gettext(STANDING[one.standing])}{quote}")
        if one.standing == "changed":
            lines += [f"    {line}" for line in _changed_lines(one)]
    return "\n".join(lines if verified else [*lines, gettext("The answer quoted nothing.")])


def as_lines(text: str, *, wrap: bool = True) -> list[Line]:
    """A finished text as paragraphs, one a row, set in as the rows are."""
    # Blanks before a row become its indent: broken rows are then set in as far as the first one.
    rows = [(row.lstrip(" "), len(row) - len(row.lstrip(" "))) for row in text.split("\n")]
    return [Line(((row, ""),), indent, wrap) for row, indent in rows]


def may_be_quoted(one: Verified) -> bool:
    """Whether what a receipt quotes may be shown: it stands, or its version was kept.

    No version is kept of an article that was removed, even where another came in its place.
    """
    return one.standing == "exact" or one.earlier is not None


def _changed_lines(one: Verified) -> list[str]:
    """What was cited and what stands there now, each with its dates."""
    if one.earlier is None:
        then = gettext("cited: that version of the article was not kept")
    else:
        form = gettext("cited: version {hash} of {day}, read {read}, replaced {replaced}")
        then = form.format(
            # The first twelve digits of the hash are enough for `show ID --version`.
            hash=one.earlier.hash[:12],
            day=_dated(one.earlier.published),
            read=fold(one.earlier.indexed),
            replaced=fold(one.earlier.replaced),
        )
    quote = str(one.citation["quote"])
    if one.now is None:
        there = gettext("nothing like it stands there")
    else:
        # Changed beside the quotation, perhaps: the words themselves are there still.
        there = gettext("the same words") if one.now == quote else quoted_text(fold(one.now))
    form = gettext("now ({day}, read {read}): {quote}")
    day, read = _dated(one.published), fold(one.indexed or "")
    return [then, form.format(day=day, read=read, quote=there)]


def _dated(published: str | None) -> str:
    return date_words(published) if published else gettext("unknown date")


def versions_text(article: Article, earlier: Sequence[Version]) -> str:
    """The earlier versions kept of an article, the latest first, a line each."""
    if not earlier:
        return gettext(
            "No earlier version is kept; one is when an answer cited it before it changed."
        )
    stands = gettext("the article as it stands")
    form = gettext("{hash}  read {read}  replaced {replaced}  {day}  {title}")
    lines = [
        form.format(
            hash=one.hash[:12],
            read=fold(one.indexed),
            replaced=fold(one.replaced),
            day=_dated(one.published),
            title=fold(one.title or gettext("untitled")),
        )
        for one in earlier
    ]
    return "\n".join([*lines, f"{article.hash[:12]}  {stands}"])


def version_text(version: Version) -> str:
    """An earlier version: what is known of it, an empty line, and its whole text, filtered."""
    known = {
        gettext("Title"): version.title,
        gettext("Outlet"): version.outlet,
        gettext("Published"): date_words(version.published, version.date_note),
        gettext("Read"): version.indexed,
        gettext("Replaced"): version.replaced,
        gettext("Id"): version.article,
        "SHA-256": version.hash,
    }
    return _known_text(known, version.text)


def finding_text(finding: DoctorFinding) -> str:
    """One thing that was examined, and what mends it if it is not sound."""
    mark = "ok  " if finding.sound else "FAIL"  # whatever the language, as scripts look for it
    head = f"{mark}  {gettext(finding.about)}: {fold(finding.seen)}"
    return head if finding.sound else f"{head}\n      {finding.mend}"
