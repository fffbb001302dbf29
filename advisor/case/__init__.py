"""What is asked: the closed vocabularies, patient, visit, setup and case, exams, teeth, and a practice's unit."""
