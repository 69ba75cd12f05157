"""Pure decisions of Friday: whose word counts, who may fetch, who came back late."""
