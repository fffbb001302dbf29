"""The printed record for the practice's files: headings, labels, what it is and what it is not."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Verdict
from advisor.language import spoken

RECORD: Final = "Exposure record"
LANGUAGE: Final = "en"
PRODUCT: Final = "Dental imaging exposure advisor"
TITLE: Final = "Exposure record: {exam}, {age}"
HEADING: Final = "{exam}"
IMAGE_REGION: Final = "{exam} ({region})"
OF_IMAGE: Final = "{images}: {said}"
HEADING_REGION: Final = "{exam}, {region}"
AGE: Final = "Age {years}"
TOLD: Final = "{question}: {answer}"
NOTICE: Final = "{place}: {notice}"

STEP_OF_OTHER: Final = "{step}: {state}: {text}"
TOGETHER: Final = "This visit together"
STEP: Final = "Step"
STATE: Final = "State"
TO_DO: Final = "What to do, and who says so"
SIGN: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: "✕",
    Verdict.IMPROVE: "!",
    Verdict.CANNOT_TELL: "?",
    Verdict.SUPPORTED: "✓",
    Verdict.UNADDRESSED: "○",
    Verdict.NOT_APPLICABLE: "–",
}
DISPUTED_SIGN: Final = "⇄"
DECIDES: Final = "{issuer} {year} ({strength}): {says}"
AGAINST: Final = "Against it: {opinion}"
WITH: Final = "With it: {issuers}."
ALSO_AGAINST: Final = "Against it, too: {issuers}."
ONLY_AGAINST: Final = "Against it: {issuers}."
ASIDE: Final = "{topic}: {text}"
MARK: Final = " [{number}]"
MORE: Final = "and {count} more on the Evidence page"
MORE_SOURCES: Final = "And {count} more on the Evidence page."
MORE_OVERDUE: Final = "And {count} more were due for review, see the Evidence page."
MORE_TOPICS: Final = "And {count} more topics on the Evidence page."
MORE_LEVELS: Final = "And {count} more on the Evidence page."

DONE: Final = "What was done"
WHY: Final = "Why"
BEHIND: Final = "Behind it: the check list of the six steps of Image Gently in Dentistry"
REASONS: Final = "{facts}."
NO_REASON: Final = "No reason was entered."
AND_ALSO: Final = " · "
SPACE: Final = " "
AS_USED: Final = "As used"
FIELD: Final = "Field (cm)"
BY: Final = "{diameter:g} × {height:g}"
TIME_ADVISED: Final = "Time advised (s)"
TIME_AND_SPAN: Final = "{set} ({span})"
TIMER_STEPS: Final = "{first} to {last} s"
DOSE: Final = "Effective dose"
TIME: Final = "Natural background"
TIME_BASIS: Final = "Time advised: {basis}. Any step of the timer within the range keeps to it."
TIME_NEEDS: Final = "Exposure time: advised from kV, mA and receptor, or from one setting known to be good."
TIME_BY_PROGRAMME: Final = "Exposure time: set by the unit's programme."

LEVELS: Final = "Reference level"
LEVEL: Final = "{quantity} {value:g} {unit}, {population}{region}, {place} {year}: {note}.{mark}"
LEVEL_HERE: Final = "This setting: {estimate}."
LEVEL_HELP: Final = "A level is for the median of many standard patients, not for one image, and is no limit."
POPULATION: Final[Mapping[str, str]] = {"adult": "adults", "child": "children"}
QUANTITY: Final[Mapping[str, tuple[str, str]]] = {
    "dose_area_product_mGycm2": ("Dose-area product", "mGy·cm²"),
    "dose_width_product_mGymm": ("Dose-width product", "mGy·mm"),
    "incident_air_kerma_mGy": ("Incident air kerma", "mGy"),
    "entrance_surface_air_kerma_mGy": ("Entrance surface air kerma", "mGy"),
}

SOURCES: Final = "Sources"
SOURCE: Final = "{issuer}. {title}"
SOURCE_YEAR: Final = "{issuer}. {title} ({year})"
DOSE_SOURCES: Final = "Dose worked out from {count} published rows: {documents}."
DOCUMENT: Final = "{issuer} {year}"
SIGNED: Final = "Signed"
SIGNED_ROLE: Final = "Role"
SIGNED_DATE: Final = "Date"
STAMP: Final = "{product}. Guidance in force on {on}. Version and data {fingerprint}."
IS_NOT: Final = (
    "What this is not: it reads no image, makes no diagnosis, gives no person's risk, is no limit and no legal advice; "
    "the decision stays with the clinician. It holds no name: file it with the patient's notes if you need that."
)

NO_PRESS: Final = (
    "The PDF could not be made: WeasyPrint or its system library Pango is missing ({reason}). "
    "Install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0, or print the HTML sheet from a browser."
)
TOO_LONG: Final = "The sheet does not fit on one page of {paper}."

spoken(__name__)
