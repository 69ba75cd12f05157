"""Weekend duty: who keeps watch over the boarders, who stays and who is fetched, and no evening ends before all are counted.

Used by duty leaders, duty and dormitory teachers and the safeguarding lead. A *shift* is one post on one day; a *roster* gives
shifts to people; the *load* of a person is what earlier terms carried over plus the weights of the shifts held; `solver` makes
rosters.
"""
