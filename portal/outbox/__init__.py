"""Messages on their way out: queued in the transaction of what they tell of, delivered in the background, never lost or doubled.

Any domain queues; a message says only that there is something to read, and where. A *channel* is a way out (mail, a work chat).
"""
