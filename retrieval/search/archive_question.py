SmallTalk = str
ArchiveQuestion = object


def archive_question(*a):
    return None


def small_talk(t):
    return None
