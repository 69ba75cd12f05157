"""Files of results as platforms give them: what headings and states mean, what a row says, and what taking it in would change."""
