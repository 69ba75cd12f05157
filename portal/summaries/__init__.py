"""Figures for the authority: counts that can be proved, and tables in which no child can be recognised.

Used by whoever prepares, reviews and signs a return. Words: an *indicator* is a defined figure, a *return* (报表) the figures of
one period for one authority, a *version* one frozen state of a return, *protection* the hiding of counts that would single out a
child.
"""
