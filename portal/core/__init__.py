"""What every domain stands on and none of them owns: database, door, forms, errors, clock, encryption, paper."""
