"""Pure decisions of cases: the procedure, its clocks, the limits of measures, who may sit, what is masked, what is sealed."""
