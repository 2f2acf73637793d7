"""Which broken adapter must be found out by which behaviours of the kit."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.memory.adapter import Memory
from service.core.capabilities import Capabilities
from service.testkit.platform import Open, Platform
from service.testkit.recorder import Recorder
from tests.conformance import broken
from tests.conformance.on_memory import OnMemory, OnPlainMemory


@dataclass(frozen=True, slots=True)
class Mutant:
    """A way to break the promises, and the behaviours (without `test_`) that must go red."""

    make: Callable[[Recorder], Platform]
    found_by: tuple[str, ...]


def _with(adapter: type[Memory], *found_by: str) -> Mutant:
    return Mutant(lambda inbox: OnMemory(inbox, adapter()), found_by)


def _plain(inbox: Recorder) -> Platform:
    driver = OnPlainMemory(inbox)
    driver.adapter = broken.EatsNumbers(capabilities=Capabilities())
    return driver


MUTANTS: dict[str, Mutant] = {
    "loses order": _with(broken.LosesOrder, "messages_stand_in_the_order_they_were_said"),
    "sends twice": _with(broken.SendsTwice, "a_message_in_private_arrives_with_its_words"),
    "only says that it sent": _with(
        broken.SaysOnlyThatItSent,
        "a_message_in_private_arrives_with_its_words",
        "what_goes_to_many_chats_at_once_arrives_in_each",
    ),
    "claims to be idempotent": _with(
        broken.ClaimsIdempotence,
        "the_same_key_says_it_once_where_that_is_declared",
        "stopped_in_mid_send_the_message_arrives_all_the_same",
        "an_answer_that_never_came_is_asked_for_again",
    ),
    "confuses keys": _with(broken.ConfusesKeys, "the_same_words_under_two_keys_are_two_messages"),
    "swallows edits": _with(
        broken.SwallowsEdits,
        "an_edit_gives_a_message_other_words_in_its_place",
        "of_edits_that_wait_only_the_newest_is_made",
    ),
    "says edits anew": _with(
        broken.SaysEditsAnew,
        "an_edit_gives_a_message_other_words_in_its_place",
        "a_message_that_is_edited_stays_where_it_stood",
    ),
    "leaves buttons standing": _with(
        broken.LeavesButtonsStanding, "an_edit_brings_and_takes_buttons"
    ),
    "swallows marks": _with(
        broken.SwallowsMarks, "a_mark_stands_on_a_message_and_twice_is_as_once"
    ),
    "leaks markup": _with(broken.LeaksMarkup, "text_is_text_and_nothing_in_it_becomes_markup"),
    "says all alike": _with(
        broken.SaysAllAlike,
        "what_is_marked_stands_out_and_nothing_else",
        "a_ranking_is_a_list",
    ),
    "squeezes spaces": _with(
        broken.SqueezesSpaces, "text_is_text_and_nothing_in_it_becomes_markup"
    ),
    "cuts long texts": _with(
        broken.CutsLongTexts,
        "the_longest_text_the_platform_declares_is_one_message",
        "a_long_text_is_split_into_messages_and_no_word_is_lost",
    ),
    "forgets replies": _with(broken.ForgetsReplies, "a_reply_quotes_what_it_answers"),
    "translates line ends": _with(
        broken.TranslatesLineEnds, "a_file_of_ours_arrives_byte_for_byte_under_its_name"
    ),
    "drops files": _with(
        broken.DropsFilesAfterTheFirst, "several_files_arrive_after_the_words_they_come_with"
    ),
    "logs words": _with(broken.LogsWords, "neither_a_log_nor_a_reason_holds_what_people_say"),
    "eats numbers": Mutant(
        _plain,
        (
            "without_buttons_the_choices_stand_as_a_numbered_list",
            "without_buttons_a_list_longer_than_a_message_is_split_and_whole",
        ),
    ),
    "closes places for nothing": _with(
        broken.ClosesChatsForNothing, "a_message_that_is_not_there_is_refused_not_gone"
    ),
    "never gives up": _with(
        broken.NeverGivesUp,
        "a_chat_that_is_not_there_is_gone",
        "who_has_left_is_gone_and_the_others_are_not",
        "a_room_that_put_us_out_is_gone_and_its_people_are_not",
    ),
    "tries again itself": _with(
        broken.TriesAgainItself, "a_limit_says_how_long_to_wait_and_nothing_is_said"
    ),
    "reads once": _with(broken.ReadsOnce, "reading_an_update_again_gives_the_same_events"),
    "reads anything": _with(broken.ReadsAnything, "what_cannot_be_read_is_a_value_error"),
    "takes rooms for private": _with(
        broken.TakesRoomsForPrivate, "a_command_in_a_room_is_heard_as_of_the_room"
    ),
    "tells another account": _with(
        broken.TellsAnotherAccount, "events_bear_the_name_of_the_account"
    ),
    "loses codes": _with(
        broken.LosesCodes, "a_stranger_with_a_link_brings_their_name_and_the_code"
    ),
    "trims words": _with(broken.TrimsWords, "a_long_text_of_a_person_is_heard_whole"),
    "keeps deletions quiet": _with(
        broken.KeepsDeletionsQuiet, "a_deletion_is_heard_as_of_its_message"
    ),
    "scatters albums": _with(
        broken.ScattersAlbums, "files_sent_at_once_are_told_to_belong_together"
    ),
    "takes forwards for one's own": _with(
        broken.TakesForwardsForOwn,
        "what_is_forwarded_is_told_from_the_words_of_the_forwarder",
    ),
    "tells of words alone": _with(
        broken.TellsOfWordsAlone, "another_file_in_the_place_of_one_is_heard_as_an_edit"
    ),
    "taps the first": _with(
        broken.TapsTheFirst,
        "a_tap_brings_the_very_choice_and_its_message",
        "two_people_tap_in_one_room",
    ),
    "tells secrets openly": _with(
        broken.TellsSecretsOpenly,
        "private_words_are_marked_sensitive_and_no_room_is_private",
        "private_words_stay_sensitive_when_they_are_changed",
        "private_words_are_sealed_until_they_are_handled",
    ),
    "confirms too early": Mutant(
        broken.ConfirmsTooEarly, ("nothing_is_confirmed_before_it_is_kept",)
    ),
    "loses what came meanwhile": Mutant(
        broken.LosesWhatCameMeanwhile, ("what_was_said_while_orglife_was_away_is_heard_later",)
    ),
    "numbers anew": Mutant(
        broken.NumbersAnew,
        ("what_is_handed_over_twice_has_one_id", "a_tap_that_is_told_twice_counts_once"),
    ),
    "says not why": Mutant(broken.SaysNotWhy, ("a_driver_says_why_it_lacks_what_it_lacks",)),
    "hears itself": Mutant(broken.HearsItself, ("what_orglife_says_itself_is_not_heard",)),
}


def _opened(make: Callable[[Recorder], Platform]) -> Open:
    @asynccontextmanager
    async def opened(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
        yield make(inbox)

    def open_platform(inbox: Recorder, folder: Path) -> AbstractAsyncContextManager[Platform]:
        return opened(inbox, folder)

    return open_platform


SOUND: dict[str, Open] = {"sound": _opened(OnMemory), "sound and plain": _opened(OnPlainMemory)}
OPENERS = SOUND | {name: _opened(each.make) for name, each in MUTANTS.items()}
WANTED = {
    (f"test_{behaviour}", adapter)
    for name, mutant in MUTANTS.items()
    for behaviour in mutant.found_by
    for adapter in (name, *SOUND)
}
"""What to run: each mutant where it must be found out, the sound ones everywhere."""
