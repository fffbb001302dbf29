"""The sheet for parents and patients: plain words at sixth grade, benefit first, no odds, no verdict on having it."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Family, Indication, Receptor
from advisor.language import spoken

TITLE: Final[Mapping[bool, str]] = {True: "Your child’s dental X-ray", False: "Your dental X-ray"}
TITLE_SEVERAL: Final[Mapping[bool, str]] = {True: "Your child’s dental X-rays", False: "Your dental X-rays"}
TITLE_SCAN: Final[Mapping[bool, str]] = {True: "Your child’s 3D dental scan", False: "Your 3D dental scan"}
SPACE: Final = " "
KICKER: Final = "A sheet to read and to talk about"

WHY: Final = "Why an image?"
BENEFIT: Final[Mapping[str, str]] = {  # by exam
    "bitewing": "Some spots between teeth can’t be seen by eye. This image can show a small hole there early, "
    "when it is easier to treat. It also shows the bone that holds the teeth.",
    "periapical": "This image shows a whole tooth, down to the end of its root. It can show a deep problem, a crack, "
    "or how a root grows. That helps the dentist choose the right care.",
    "occlusal": "This image shows a large part of one jaw. It can show teeth that are still to come, a tooth too many, "
    "or what a fall has done.",
    "full_mouth": "This set of images shows each tooth and the bone round it. It is used when there are signs of a "
    "problem in many places.",
    "panoramic": "This image shows both jaws and all the teeth at once. It can show teeth that are still to come, "
    "teeth that are not there, or a change in the bone.",
    "cephalometric_lateral": "This image shows the head from the side. It shows how the jaws and the teeth fit and "
    "grow. It helps to plan braces.",
    "cbct": "This scan shows teeth and bone in 3D. It is used when a flat image can’t answer the question.",
}
BENEFIT_OF_FAMILY: Final[Mapping[Family, str]] = {  # of an exam that has no words of its own
    Family.INTRAORAL: "This image shows some of the teeth and the bone round them.",
    Family.PANORAMIC: "This image shows the teeth and the jaws from outside the mouth.",
    Family.CEPHALOMETRIC: "This image shows the head, and how the jaws and the teeth fit and grow.",
    Family.CBCT: BENEFIT["cbct"],
}
AFTER_A_KNOCK: Final = "After a knock it can show if a root, or a new tooth below, was hurt."
PREGNANT: Final = "You told us that you are pregnant. An image that is needed may still be made."
PREGNANT_DISPUTED: Final = f"{PREGNANT} Some say that one that can wait should wait. You can choose."
REASON: Final = "The question this time: {question}"
REASON_BLANK: Final = "The question this time:"
QUESTION: Final[Mapping[Indication, str]] = {
    Indication.CARIES: "Is there a hole in a tooth?",
    Indication.PERIAPICAL_PATHOSIS: "Is there a problem at the end of a root?",
    Indication.PERIODONTAL_DISEASE: "Is the bone round the teeth still strong?",
    Indication.ERUPTION: "Are the new teeth on their way?",
    Indication.IMPACTED_CANINE: "Is an eye tooth stuck in the bone?",
    Indication.IMPACTED_TOOTH: "Is a tooth stuck in the bone?",
    Indication.SUPERNUMERARY: "Is there a tooth too many?",
    Indication.THIRD_MOLAR: "How do the wisdom teeth lie?",
    Indication.ROOT_RESORPTION: "Is a root getting shorter?",
    Indication.CERVICAL_RESORPTION: "Is a tooth being worn away near the gum?",
    Indication.TRAUMA: "Was a tooth or the bone hurt?",
    Indication.DENTAL_ANOMALY: "Is a tooth not there, or not the usual shape?",
    Indication.BONE_PATHOLOGY: "Has the jaw bone changed?",
    Indication.ODONTOGENIC_TUMOUR: "Is there a lump in the jaw?",
    Indication.CLEFT: "How do teeth and bone lie near the cleft?",
    Indication.SYNDROME: "How do the jaws and teeth grow?",
    Indication.SKELETAL_DEVIATION: "How do the jaws fit and grow?",
    Indication.ORTHOGNATHIC_PLANNING: "How can work on the jaws be planned?",
    Indication.AUTOTRANSPLANTATION: "Can a tooth be moved to a new place?",
    Indication.TMJ_ANOMALY: "How does the jaw joint look?",
    Indication.COMPLEX_ENDODONTICS: "How do the root canals run?",
    Indication.IMPLANT_SITE: "Is there enough bone for a new tooth?",
}

DONE: Final = "What will be done"
IN_MOUTH: Final = "A {receptor} goes in the mouth. A holder keeps it in place. The beam is on for a very short time."
RECEPTOR: Final[Mapping[Receptor | None, str]] = {
    Receptor.FILM_D: "small film",
    Receptor.FILM_E: "small film",
    Receptor.FILM_F: "small film",
    Receptor.PSP: "thin plate",
    Receptor.SENSOR: "small sensor",
    None: "small sensor, plate or film",
}
ROUND_HEAD: Final = "The machine moves round the head for a short time. Staying still helps, so that one try is enough."
FROM_SIDE: Final = "The head rests in a holder. The machine takes one image from the side."
IMAGES: Final = ("One image is planned.", "{number} images are planned.")
NO_PAIN: Final = "It does not hurt, but it may feel odd."

LOW: Final = "What we do to keep the dose low"
EARLIER: Final = "We looked for older images first."
EXAMINED: Final = "We looked in the mouth first."
FAST: Final[Mapping[Receptor, str]] = {
    Receptor.FILM_E: "We use fast film. It needs less dose than slow film.",
    Receptor.FILM_F: "We use fast film. It needs less dose than slow film.",
    Receptor.PSP: "We use a plate in place of slow film. It needs less dose.",
    Receptor.SENSOR: "We use a sensor in place of film. It needs less dose.",
}
RECTANGLE: Final = "We make the beam small, in the shape of the image. Less of the face is in it."
RESTRICTED: Final = "The beam covers only the part that we need to see."
SMALL_FIELD: Final = "The scan covers only a small part."
CHILD_SIZE: Final = "The time is set for the size of a child’s head."
CHILD_PROGRAMME: Final = "The machine is set for a child."
COLLAR: Final = "A collar covers the front of the neck."
ASK_LOW: Final = "Ask the team what they do to keep the dose low."

HOW_MUCH: Final = "How much is it?"
NATURE: Final = "We all get some radiation from nature each day. It comes from the ground, the air and from space."
LIKE: Final = "{what}: about as much as {time} of that. It may be as little as {low} or as much as {high}."
DOUBTED: Final = "One number from our unit looks wrong. Ask us to look again before you use this dose."
LIKE_EXACT: Final = "{what}: about as much as {time} of that."
LOWER: Final = (
    "We can make the dose lower. Then it is like about {time}. It may be as little as {low} or as much as {high}."
)
IN_NUMBERS: Final = "In numbers: {dose}. This shows how big the dose is, not what the dose may do."
THIS_IMAGE: Final = "This image"
THESE_IMAGES: Final = "These images"
THESE: Final = "These {number} images"
THIS_SCAN: Final = "This scan"
ALL_IMAGES: Final = "All these images together"
IN_SUM: Final = "{each}; together {dose}"
ONE_DOSE: Final = "{image} {dose}"
DRAWN_MOUTH: Final = "A child with a holder in the mouth; a small beam points at the cheek."
DRAWN_HEAD: Final = "A child who stands still; the machine moves round the head."
CHANCE: Final = (
    "The chance of harm is very small. It is too small to measure at this dose. Still, we act as if it is not zero, "
    "and keep the dose low."
)
CHANCE_CHILD: Final = f"{CHANCE} We take extra care with children, as they are still growing."

WAITING: Final = "Can it wait? Is there another way?"
MAY_WAIT: Final = "This image may be able to wait. Ask us why it would be taken now."
ANOTHER: Final = "Another kind of image may fit this question better. Ask us why it is this one."
CAN_WAIT: Final = "Some images can wait. Ask what may happen if you wait, and what may happen if you don’t."
OTHER_WAY: Final[Mapping[str, str]] = {
    "bitewing": "At times a light or a close look is enough.",
    "periapical": "At times a test of the tooth or a close look is enough.",
    "occlusal": "At times a smaller image or a close look is enough.",
    "full_mouth": "At times a few images are enough.",
    "panoramic": "At times one or two small images are enough.",
    "cephalometric_lateral": "At times photos and casts of the teeth are enough.",
    "cbct": "At times a flat image is enough.",
}
OTHER_WAY_ELSE: Final = "At times a close look is enough."
YOUR_TALK: Final = "This sheet does not tell you to have the image or to say no to it. It helps you to talk with us."

ASK: Final = "What you can ask"
QUESTIONS: Final = (
    "What will the image show? What may change after it?",
    "Are there older images that could be used?",
    "What may happen if we wait?",
    "How do you keep the dose low?",
)
QUESTION_CHILD: Final = "Is the machine set for my child’s size?"
QUESTION_COLLAR: Final = "Will there be a neck collar? Why, or why not?"
QUESTION_NEXT: Final = "When may the next image come, and why then?"

PRACTICE: Final = "Your practice"
NOTES: Final = "Notes"
SMALL_PRINT: Final = (
    "Background: {place}, {msv:g} mSv a year ({year}; {radon}). Dose {basis}. Version and data {fingerprint}, {on}."
)

spoken(__name__)
