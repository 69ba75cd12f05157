"""Screening: how children feel, asked by scales whose keys are data, so that a person speaks with those who need it.

Counselors use it. A *scale* is a published questionnaire; its *key* says how to score it and holds no wording; a *text pack*
holds the wording a school may use; a *sheet* is one child's answers; a *flag* is an answer somebody must hear of at once.
"""
