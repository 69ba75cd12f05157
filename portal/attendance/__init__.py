"""The school day: each class's names are called, and who is not there is noted with what the school knows of it.

A child who is missing without a word is asked after the same day (预防未成年人犯罪法 34); its family sees the week at a glance.
"""
