"""Pure decisions of the roster: which weekends, how many people, who may, how the load is counted, what the solver is given."""
