"""What people see of the record: read only."""
