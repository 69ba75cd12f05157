"""The roster solver: an instance (people, shifts, rules, locked shifts) becomes the fairest roster, pure and repeatable.

Hard rules are never broken. Then, each only as far as the ones before allow: fewest unfilled shifts, smallest spread of load,
smallest sum of squared loads, most wishes. `reading.read_instance` opens an instance, `solving.solve` answers it, `blocked` says
why a shift stays open. How it finds and proves: `search.py`.
"""
