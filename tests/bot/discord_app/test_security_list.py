"""The list of hostile inputs and faults, items 1 to 22: which tests hold each of them."""

import ast
from pathlib import Path

ITEMS = {
    # Retrieval takes four seconds.
    1: (
        "test_ask_commands.test_a_slow_answer_is_deferred_at_once_and_arrives_by_edit",
        "test_load.test_fifty_questions_and_the_heartbeat_outlive_five_hundred_new_articles",
    ),
    # The model takes sixteen minutes.
    2: (
        "test_security.test_2_a_model_that_never_replies_is_left_and_the_articles_are_quoted",
        "test_ask_commands.test_an_answer_that_takes_too_long_is_cut_with_one_sentence",
        "test_delivery.test_an_answer_after_the_interaction_has_expired_is_no_edit",
    ),
    # Answers of 2001, 4001, 12,000 characters.
    3: (
        "test_security.test_3_an_answer_of_any_length_fits_and_is_whole",
        "test_message_splitting.test_pieces_fit_and_nothing_is_lost",
    ),
    # Embeds with 6001 characters in all.
    4: ("test_security.test_4_no_embed_is_sent_so_none_can_be_too_long",),
    # An article's title full of links, pings and fences.
    5: (
        "test_messages.test_a_hostile_title_is_shown_as_plain_text",
        "test_escape.test_no_text_can_ping_link_or_format",
    ),
    # A masked link over two lines, a turned direction.
    6: ("test_security.test_6_a_link_over_two_lines_and_a_turned_direction_do_nothing",),
    # A model writes an address that is no article's.
    7: ("test_security.test_7_an_address_that_is_no_articles_own_is_no_link",),
    # The same button twice in 100 ms.
    8: (
        "test_button_actions.test_a_double_press_shows_the_quotes_once_and_answers_both",
        "test_answer_buttons.test_a_double_press_asks_once",
        "test_article_removal.test_removing_twice_at_once_removes_once_and_says_so",
    ),
    # A button of before a restart.
    9: (
        "test_button_actions.test_the_button_still_works_after_a_restart",
        "test_answer_buttons.test_every_button_of_an_answer_whose_receipt_is_gone_says_so",
    ),
    # A stranger presses a button.
    10: (
        "test_security.test_10_a_press_of_somebody_who_may_not_is_refused_and_noted",
        "test_article_removal.test_the_confirming_button_is_checked_again",
    ),
    # Completing while the archive is locked or empty.
    11: (
        "test_security.test_11_completing_without_an_archive_suggests_nothing_and_fails_nowhere",
        "test_security.test_11_completing_while_the_archive_is_locked_suggests_nothing_in_time",
    ),
    # Empty, endless, emoji-only, right-to-left and odd questions.
    12: (
        "test_security.test_12_odd_questions_get_an_answer_or_a_sentence_and_no_traceback",
        "test_ask_commands.test_a_wrong_option_is_answered_with_one_plain_sentence",
    ),
    # Bots and webhooks mention the bot.
    13: (
        "test_mentions.test_bots_and_webhooks_are_met_with_silence",
        "test_security.test_13_two_bots_in_one_thread_stay_silent",
    ),
    # A bot replies to the bot.
    14: ("test_security.test_14_a_bots_reply_to_an_answer_is_met_with_silence",),
    # A permission is missing, or the thread is locked.
    15: (
        "test_ask_commands.test_a_missing_permission_is_named_to_the_asker_alone",
        "test_mentions.test_where_the_bot_may_not_speak_the_asker_is_told_apart_once",
        "test_mentions.test_in_a_locked_thread_the_missing_permission_is_named",
        "test_watch_commands.test_where_the_bot_may_not_post_no_watch_is_saved",
        "test_preflight.test_a_missing_permission_is_named_with_its_place",
    ),
    # A second bot in the same folder.
    16: (
        "test_security.test_16_a_second_bot_with_the_same_token_is_refused_whatever_its_folder",
        "test_lifecycle.test_a_second_bot_with_the_same_folder_is_refused",
    ),
    # A bad token, a refused intent.
    17: (
        "test_lifecycle.test_what_discord_refuses_is_a_configuration_error",
        "test_empty_archive.test_a_wrong_setting_ends_with_78_and_leaves_nothing_behind",
    ),
    # A rate limit of 65 seconds.
    18: (
        "test_security.test_18_a_rate_limited_answer_holds_up_no_other_and_is_asked_for_once",
        "test_delivery.test_an_answer_that_discord_holds_up_is_told_to_the_asker_alone",
    ),
    # The gateway drops in the middle of an answer.
    19: ("test_protocol.test_a_dropped_connection_is_resumed_and_a_pending_answer_still_arrives",),
    # SIGTERM during an answer.
    20: (
        "test_lifecycle.test_a_signal_stops_in_order_and_tells_whoever_waits",
        "test_pending.test_the_next_process_apologises_for_what_the_last_one_left",
    ),
    # Somebody is over a limit, or the day's tokens are used up.
    21: (
        "test_security.test_21_when_the_days_tokens_are_used_up_the_articles_are_quoted",
        "test_asking_too_often.test_whoever_asks_too_often_is_told_when_and_the_chain_is_not_called",
    ),
    # A channel, server or direct message that is not allowed.
    22: (
        "test_ask_commands.test_a_channel_that_is_not_allowed_is_refused_with_the_ones_that_are",
        "test_ask_commands.test_a_server_that_is_not_allowed_any_more_is_refused",
        "test_mentions.test_a_direct_message_is_refused_with_the_reason_unless_allowed",
    ),
}


def test_every_item_is_held_by_tests_that_there_are():
    folder = Path(__file__).parent
    there = {
        f"{file.stem}.{node.name}"
        for file in folder.rglob("test_*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert list(ITEMS) == list(range(1, 23))
    assert {name for names in ITEMS.values() for name in names} - there == set()
