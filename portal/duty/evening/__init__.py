"""What an evening on duty is decided by: pure values in and out, no database."""
