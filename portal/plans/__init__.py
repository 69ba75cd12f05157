"""One plan for one child (一生一策): who does what, how often and when next, agreed for a term and looked at again.

The plan gathers what teachers, family and village agreed to do; why it is needed stands in the domains that know it.
"""
