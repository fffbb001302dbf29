"""What the Record page says; to families at the level of grade 6."""

from collections.abc import Mapping
from typing import Final

from advisor.language import Plural, spoken

TITLE: Final = "Record"
INTRO: Final = (
    "The dental X-ray images of one person: what was made, when, where and why. The record is yours, as a file and a "
    "card. This program keeps nothing: save it before this window is closed or loaded anew, or the next patient comes."
)
EMPTY: Final = (
    "Nothing is here yet. Load a record, paste the text of a card, or add an image by hand. On Check, “Image taken” "
    "adds the image of the case."
)
EMPTY_ICON: Final = ":material/folder_open:"

LOAD: Final = "Load records, cards and images"
FILES: Final = "Record files, card texts, or the practice’s own files (DICOM, CSV, XLSX)"
FILES_HELP: Final = "Up to {most} MB a file, {files} files. Of images only settings, day and age are read; no name is."
SCANNED: Final = "Text of a card, as a phone shows it after scanning"
SCANNED_ADD: Final = "Add what was scanned"

BY_HAND: Final = "Add an image by hand"
ADD: Final = "Add"
DAY_HELP: Final = "As far as it is known: 2026-11-21, 2026-11 or 2026."
SETTINGS_HELP: Final = "Parted by semicolons: sensor; round; 60 kV; 7 mA; 0.1 s; 2 images; 12.5 mGy.cm2"
UNTOLD: Final = "not told"

ENTRIES: Final = Plural("{number} entry, the newest first", "{number} entries, the newest first")
LINE: Final = "{on} · {image}{place}{where}"
CORRECT: Final = "Correct"
REMOVE: Final = "Remove"
ESTIMATE: Final = (
    "Effective dose, estimated by a model, not measured: {dose}. Doses of a record are not added up: a sum over a life "
    "tells nobody what an image will bring or cost."
)
NAME: Final = "What to write on the card (a name, initials, or nothing)"
BRING_BACK: Final = "Bring it back"
ERASE: Final = "Erase the record"
ERASE_ICON: Final = ":material/delete:"

TAKE: Final = "Take it along"
FILE: Final = "Save the record"
FILE_NAME: Final = "dental-image-record.json"
CARD: Final[Mapping[str, str]] = {"credit": "Card to print (credit card size)", "A6": "Card to print (A6)"}
CARD_FILE: Final = "dental-image-card-{size}.{kind}"
CARD_ABOUT: Final = "The square code holds the entries as plain text. Any phone shows them; it links to nothing."
UNSAVED: Final = Plural("{number} entry is in no saved file yet.", "{number} entries are in no saved file yet.")

FAMILIES: Final = "For families"
WHAT_FOR: Final = "What each kind of image is for"
KIND: Final = "- **{image}.** {benefit}"
QUESTIONS: Final = "Questions you may ask"
QUESTION_LIST: Final = (
    "What do you want to find out with this image?",
    "Are there earlier images that may show it?",
    "Will the image change what you do next?",
    "Are the settings made for a child of this size?",
    "Can I have a copy?",
)
COPIES: Final = "Who can give you copies"
COPIES_SAID: Final = (
    "The practice or clinic that made an image can give you a copy. Ask for the image file, and for this list of what "
    "was made. Take both along when you change to a new dentist."
)
NEEDED: Final = "An image that is needed is worth its dose. Do not put off an image that your dentist needs now."

spoken(__name__)
