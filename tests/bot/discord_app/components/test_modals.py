"""Forms that a button opens."""

from support.discord_archive import QUESTION, answered, from_archive
from support.discord_fakes import FakeChain, server


async def test_other_limits_are_set_in_a_form_and_the_private_answer_can_be_shared(home):
    chain = FakeChain(answered(home))
    async with server(chain, home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        narrow = await alice.click(asked.response, label="Narrow")
        form = await alice.click(narrow.response, label="Other limits")
        told = {"since": "2016-01-01", "until": "", "outlet": "TASS", "as_of": ""}
        private = await alice.submit_modal(form, told)
        shared = await alice.click(private.response, label="Share")
        form = await alice.click(narrow.response, label="Other limits")
        wrong = await alice.submit_modal(form, told | {"since": "May"})
        form = await alice.click(narrow.response, label="Other limits")
        await alice.submit_modal(form, told | {"since": "2015", "until": "2016-02"})
    assert private.response.ephemeral
    assert not shared.response.ephemeral
    assert "Asked for: outlet TASS · since 1 January 2016" in private.response.content
    assert (chain.asked[1].since, chain.asked[1].outlet) == ("2016-01-01", "TASS")
    # By the words over the field: the form shows no other name for it.
    assert wrong.response.content.startswith("*Only articles from this day on*: write the date")
    # A year or a month is as good as a day.
    assert (chain.asked[-1].since, chain.asked[-1].until) == ("2015-01-01", "2016-02-29")
