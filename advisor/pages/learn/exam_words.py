"""The exam of the Learn page: no answer shown before the end, then a result, lessons to go back to, a certificate."""

from typing import Final

from advisor.language import spoken

INTRO: Final = (
    "{items} questions across all that is taught here, without any answer until the end. Come back to any of them; a "
    "reload loses nothing."
)
PASS: Final = "Pass mark: **{percent:g} %**. {reason}"
SEED: Final = "Class word (optional)"
SEED_EXAMPLE: Final = "spring 2027"
SEED_HELP: Final = (
    "From your teacher: the same word draws the same paper for the whole class, with this version and data."
)
BEGIN: Final = "Begin"
ITEM: Final = "**Question {number} of {count}** · {answered} answered"
BACK: Final = "Back"
BACK_ICON: Final = ":material/arrow_back:"
NEXT: Final = "Next"
NEXT_ICON: Final = ":material/arrow_forward:"
HAND_IN: Final = "Hand in"
QUESTIONS_LIST: Final = "All questions"
ANSWERED_ICON: Final = ":material/check:"
UNANSWERED: Final = "Not answered yet: {numbers}. What stays so counts as nothing."
LEAVE: Final = "Leave this paper"

RESULT: Final = "Result"
PASSED: Final = "**Passed:** {points} of {items} points, {percent} %. The pass mark is {mark:g} %."
NOT_PASSED: Final = (
    "**Not passed yet:** {points} of {items} points, {percent} %. The pass mark is {mark:g} %. Practise what went "
    "wrong, then take another paper."
)
SEEDED: Final = "Paper **{seed}** · version and data {fingerprint}"
MISTAKES: Final = "Lessons to go back to"
MISTAKE: Final = "{title}"
COMPETENCY: Final = "Competency"
QUESTIONS: Final = "Questions"
POINTS: Final = "Points"
DOWNLOAD: Final = "Result as CSV"
DOWNLOAD_ICON: Final = ":material/download:"
FILE: Final = "exam-{seed}.csv"
ANSWERS: Final = "Every question with its answer"
ITEM_TITLE: Final = "{number}. {title}: {percent} %"
NOT_ANSWERED: Final = "Not answered."
ANOTHER: Final = "Another paper"

CERTIFICATE: Final = "Certificate"
NAME: Final = "Name to print"
NAME_HELP: Final = "Printed on the certificate and kept nowhere. Empty: a line to write on."
PAPER: Final = "Paper"
PRINT: Final = "Certificate as PDF"
PRINT_ICON: Final = ":material/workspace_premium:"
PRINT_FILE: Final = "certificate.pdf"
NO_PRINT: Final = "This computer cannot make a PDF: WeasyPrint needs the system library Pango."
PLEDGE: Final = "This is no pledge. The pledge of Image Gently is the Alliance's own: find it at [{title}]({url})."

spoken(__name__)
