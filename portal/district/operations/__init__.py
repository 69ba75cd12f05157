"""Everything that writes at the receiver: letters taken in, schools, operators, the receiver's own key."""
