"""The pages of parents and carers: how they get their own login from a slip the school prints, and where they begin."""
