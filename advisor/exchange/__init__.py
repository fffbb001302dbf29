"""The answer as others read it: JSON, FHIR, the cards of CDS Hooks.

report_json: the published report, whole and by command. fhir_report: one report as a Bundle. fhir_record: an imaging
record to a Bundle and back. cds_hooks: requests to cards.
"""
