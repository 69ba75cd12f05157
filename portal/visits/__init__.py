"""Home visits: planned by village, written down on the doorstep, signed on the phone, followed up; who was visited and who not.

Used by whoever teaches a class or is named for a child; the lead and the principal see the coverage of the duty.
"""
