"""The closed vocabularies: every word that a case, a statement or a table may use, and no other."""

from enum import StrEnum


class Family(StrEnum):
    INTRAORAL = "intraoral"
    PANORAMIC = "panoramic"
    CEPHALOMETRIC = "cephalometric"
    CBCT = "cbct"


class Receptor(StrEnum):
    FILM_D = "film_d"
    FILM_E = "film_e"
    FILM_F = "film_f"
    PSP = "psp"
    SENSOR = "sensor"


class Beam(StrEnum):
    ROUND = "round"
    RECTANGULAR = "rectangular"
    FULL = "full"
    RESTRICTED = "restricted"


class FieldOfView(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Programme(StrEnum):
    CHILD = "child"
    ADULT = "adult"


class Dentition(StrEnum):
    """Stages of ADA/FDA 2012: before the first permanent tooth; after it; permanent before third molars; adult."""

    PRIMARY = "primary"
    TRANSITIONAL = "transitional"
    ADOLESCENT = "adolescent"
    ADULT_DENTATE = "adult_dentate"
    ADULT_EDENTULOUS = "adult_edentulous"


class CariesRisk(StrEnum):
    """LOW, MODERATE, HIGH are the UK and AAPD levels; ADA/FDA knows two: LOW (not increased) and INCREASED."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    INCREASED = "increased"


class TimerKind(StrEnum):
    """What a unit's timer can be set to, where it is no list of its own: R'10 series, whole impulses, or any time."""

    R10 = "r10"
    IMPULSES_50 = "50_per_s"
    IMPULSES_60 = "60_per_s"
    CONTINUOUS = "continuous"


class VisitKind(StrEnum):
    NEW_PATIENT = "new_patient"
    RECALL = "recall"
    SYMPTOMS = "symptoms"
    TRAUMA = "trauma"
    ORTHODONTIC = "orthodontic"
    PERIODONTAL = "periodontal"
    IMPLANT = "implant"
    ENDODONTIC = "endodontic"
    CARIES_DETECTION = "caries_detection"
    OTHER = "other"


class Indication(StrEnum):
    """The clinical question behind the image; OTHER = one was told that is not in this list."""

    CARIES = "caries"
    PERIAPICAL_PATHOSIS = "periapical_pathosis"
    PERIODONTAL_DISEASE = "periodontal_disease"
    ERUPTION = "eruption"
    IMPACTED_CANINE = "impacted_canine"
    IMPACTED_TOOTH = "impacted_tooth"
    SUPERNUMERARY = "supernumerary"
    THIRD_MOLAR = "third_molar"
    ROOT_RESORPTION = "root_resorption"
    CERVICAL_RESORPTION = "cervical_resorption"
    TRAUMA = "trauma"
    DENTAL_ANOMALY = "dental_anomaly"
    BONE_PATHOLOGY = "bone_pathology"
    ODONTOGENIC_TUMOUR = "odontogenic_tumour"
    CLEFT = "cleft"
    SYNDROME = "syndrome"
    SKELETAL_DEVIATION = "skeletal_deviation"
    ORTHOGNATHIC_PLANNING = "orthognathic_planning"
    AUTOTRANSPLANTATION = "autotransplantation"
    TMJ_ANOMALY = "tmj_anomaly"
    COMPLEX_ENDODONTICS = "complex_endodontics"
    IMPLANT_SITE = "implant_site"
    OTHER = "other"


class Step(StrEnum):
    """The six steps of Image Gently in Dentistry (2014), in the campaign's order."""

    SELECT = "select"
    RECEPTOR = "receptor"
    CBCT = "cbct"
    COLLIMATE = "collimate"
    SHIELD = "shield"
    CHILD_SIZE = "child_size"


class Topic(StrEnum):
    EARLIER_IMAGES = "earlier_images"
    CLINICAL_EXAM_FIRST = "clinical_exam_first"
    SELECTION = "selection"
    BITEWING_INTERVAL = "bitewing_interval"
    PREGNANCY = "pregnancy"
    RECEPTOR = "receptor"
    CBCT_INDICATION = "cbct_indication"
    BEAM_SHAPE = "beam_shape"
    FIELD_OF_VIEW = "field_of_view"
    THYROID_COLLAR = "thyroid_collar"
    APRON = "apron"
    EXPOSURE_TIME = "exposure_time"
    TUBE_VOLTAGE = "tube_voltage"
    HANDHELD = "handheld"


class Verdict(StrEnum):
    """From most to least urgent. The last two only ever describe a step, never an answer."""

    AVOID = "avoid"
    IMPROVE = "improve"
    CANNOT_TELL = "cannot_tell"
    SUPPORTED = "supported"
    UNADDRESSED = "unaddressed"
    NOT_APPLICABLE = "not_applicable"


class Strength(StrEnum):
    LAW = "law"
    SHALL = "shall"
    SHOULD = "should"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"
    AGAINST = "against"
    JUDGEMENT = "judgement"


class Certainty(StrEnum):
    """How well a row was seen. The last two are stored and listed, never used."""

    SEEN_TWICE = "seen_twice"
    SEEN_ONCE = "seen_once"
    SECONDARY = "secondary"
    PART_SEEN = "part_seen"
    FROM_MEMORY = "from_memory"

    @property
    def usable(self) -> bool:
        return self not in (Certainty.PART_SEEN, Certainty.FROM_MEMORY)


class Spread(StrEnum):
    """What the distance between low and high means."""

    PUBLISHED_RANGE = "published_range"
    ONE_SD = "one_sd"
    ACROSS_DEVICES = "across_devices"
    STATED_UNCERTAINTY = "stated_uncertainty"
    MODEL = "model"
    NONE = "none"


class Basis(StrEnum):
    """How a dose was worked out, best first."""

    DISPLAYED_DAP = "displayed_dap"
    CALCULATED = "calculated_from_settings"
    PUBLISHED = "published_typical"


class ExposureBasis(StrEnum):
    OWN_SETTING = "own_setting"
    UNIT_CHART = "unit_chart"
    MODEL = "model"


class PatientSize(StrEnum):
    """The columns that every technique chart has; data/technique.toml gives each its age."""

    ADULT = "adult"
    ADOLESCENT = "adolescent"
    CHILD_10 = "child_10"
    CHILD_6 = "child_6"


class ChartWarning(StrEnum):
    """What is to be looked at before a time of a technique chart is used."""

    CHILD_AS_ADULT = "child_as_adult"  # the practice's present child setting gives no less than its adult one
    PRESENT_ABOVE = "present_above"  # the practice's present setting gives more than the longest time advised
    BELOW_SHORTEST_STEP = "below_shortest_step"
    ABOVE_LONGEST_STEP = "above_longest_step"
    TOO_LITTLE = "too_little"
    PERHAPS_TOO_LITTLE = "perhaps_too_little"
    PERHAPS_TOO_MUCH = "perhaps_too_much"
    TOO_MUCH = "too_much"
    NO_REGION_TOLD = "no_region_told"  # of a known good setting, which is taken to be of the reference region
    NO_STEP = "no_step"  # a known good time is no step of the timer that is told
    EXTRAORAL = "extraoral"


class ReceptorVerdict(StrEnum):
    """Air kerma at the receptor against the range that it makes usable images of."""

    TOO_LITTLE = "too_little"
    PERHAPS_TOO_LITTLE = "perhaps_too_little"
    USABLE = "usable"
    PERHAPS_TOO_MUCH = "perhaps_too_much"
    TOO_MUCH = "too_much"
    CANNOT_TELL = "cannot_tell"


class Measure(StrEnum):
    """What the models are held against."""

    REGION = "region"  # cells of makers' charts, from each chart's adult molar
    CHILD = "child"
    RECEPTOR = "receptor"
    CONE = "cone"
    TUBE_VOLTAGE = "tube_voltage"
    DOSE = "dose"


class Reader(StrEnum):
    """For whom the same advice is worded."""

    CLINICIAN = "clinician"
    STUDENT = "student"
    PARENT = "parent"
