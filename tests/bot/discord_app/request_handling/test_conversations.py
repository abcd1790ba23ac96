from bot.discord_app.request_handling.conversations import Conversations
from support.discord_fakes import found


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_last_four_answers_come_back_oldest_first():
    held = Conversations()
    answers = [found(f"Sentence {number}.") for number in range(6)]
    for answer in answers:
        held.add(1, 7, answer, private=False)
    assert held.earlier(1, 7, private=False) == tuple(answers[2:])


def test_conversations_are_apart_by_channel_and_by_person():
    held = Conversations()
    held.add(1, 7, found(), private=False)
    assert held.earlier(1, 8, private=False) == ()
    assert held.earlier(2, 7, private=False) == ()


def test_a_public_question_never_draws_on_private_answers():
    held = Conversations()
    public, private = found("Public."), found("Private.")
    held.add(1, 7, public, private=False)
    held.add(1, 7, private, private=True)
    assert held.earlier(1, 7, private=False) == (public,)
    assert held.earlier(1, 7, private=True) == (public, private)


def test_answers_are_forgotten_after_a_while():
    clock = Clock()
    held = Conversations(clock=clock, seconds=10)
    held.add(1, 7, found("Old."), private=False)
    clock.now = 8
    new = found("New.")
    held.add(1, 7, new, private=False)
    clock.now = 11
    assert held.earlier(1, 7, private=False) == (new,)


def test_the_oldest_conversations_are_given_up_first():
    held = Conversations(most=2)
    for person in (1, 2, 1, 3):
        held.add(1, person, found(), private=False)
    assert held.earlier(1, 2, private=False) == ()
    assert len(held.earlier(1, 1, private=False)) == 2
    assert len(held.earlier(1, 3, private=False)) == 1
