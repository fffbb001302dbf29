"""Case x knowledge -> report: what every issuer in force asks, what it is worth, and what stands beside the dose.

report: what comes out. judgement: opinions on each topic. agreed: what nobody disputes. levels, landmarks: what a dose
is compared with. together: one sum for a visit.
"""

from advisor.advice._advised import advise
from advisor.advice._pricing import changes, kept, timed

__all__ = ["advise", "changes", "kept", "timed"]
