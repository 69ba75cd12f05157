"""Count tables made safe to hand on: small counts are hidden, and as few others as needed so that nobody can work them out.

A *table* counts children by one or more dimensions; its *cells* are the inner counts and every total over a dimension. A cell is
*sensitive* when 1 <= count < threshold, *hidden* when it is not published, and *safe* when everything published leaves it a range
at least `threshold` wide. The *loss* is the number of hidden cells that are not sensitive. The attackers are described in
`docs/privacy-of-counts.md`.
"""
