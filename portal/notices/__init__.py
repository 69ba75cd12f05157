"""Notices: what the school tells families, who has read it, and the messages that carry the word outside the portal.

Teachers write; families read and answer. Outside the portal goes only that there is a message.
"""
