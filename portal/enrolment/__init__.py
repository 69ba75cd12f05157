"""Who is on the school's roll and in which class: coming, changing class, pausing, leaving, the new school year, files joined."""
