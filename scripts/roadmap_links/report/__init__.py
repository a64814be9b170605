"""What people and programs are told, and what is written into files."""
