"""Prevention of bullying: the termly survey, class meetings, theme education, training and blind spots.

The lead and homeroom teachers keep it. A *survey* is anonymous and shown only for groups large enough; a
*counter* is a duty per term.
"""
