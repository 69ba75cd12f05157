"""The school's own staff list as a sheet: read row by row, compared with what is known, taken in after a look at the changes."""
