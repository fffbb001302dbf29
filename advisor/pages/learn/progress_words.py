"""Progress on the Learn page: where a student stands, what comes back when, and the file that holds it."""

from collections.abc import Mapping
from typing import Final

from advisor.language import spoken
from advisor.lessons.vocabulary import Sureness

WARNING_ICON: Final = ":material/warning:"
UNREADABLE: Final = (
    "The progress kept in this browser cannot be read ({where}: {remedy}). It is left as it is: save it, then start "
    "afresh. Until then nothing new is kept."
)
SAVE_UNREADABLE: Final = "Save what is kept"
FILE_UNREADABLE: Final = "dental-exposure-progress-unread.txt"
START_AFRESH: Final = "Start afresh"
STARTED_AFRESH: Final = "Started afresh: what you answer from now on is kept in this browser."

EXPORT: Final = "Save my progress as a file"
EXPORT_ICON: Final = ":material/download:"
ERASE: Final = "Erase my progress"
ERASE_ICON: Final = ":material/delete:"
UNDO: Final = "Undo"
UNDO_ICON: Final = ":material/undo:"
IMPORT: Final = "Load a saved file (JSON); of each lesson the later answer counts"
FILE_NAME: Final = "dental-exposure-progress.json"
ERASED: Final = "Erased. Undo brings it back while this page stays open."
UNDONE: Final = "Brought back."
LOADED: Final = "Loaded: {count} lessons."
REFUSED: Final = "Nothing was loaded ({where}: {remedy})."
WHERE: Final = "Progress is kept in this browser only; nobody else sees it. It holds no name."

# Where the student stands.
STREAK: Final = "Days in a row"
BEGUN: Final = "Lessons begun"
OF: Final = "{count} of {total}"
NONE: Final = "–"
DUE: Final = "Due today"
COMPETENCIES: Final = "By competency"
COMING: Final = "What comes back when"
SURENESS: Final = "How well your sureness fits"
SURE: Final = "You were"
SURE_RIGHT: Final = "Right"
SURENESSES: Final[Mapping[Sureness, str]] = {
    Sureness.GUESS: "guessing",
    Sureness.FAIRLY: "fairly sure",
    Sureness.CERTAIN: "certain",
}
NOTHING_YET: Final = "Nothing is answered yet. After the first lesson your progress is shown here."
SCHEDULE: Final = (
    "When a lesson comes back is worked out by FSRS, an open model of memory, with its authors' default weights, which "
    "were fitted to flashcards. The longest wait is {days} days."
)

spoken(__name__)
