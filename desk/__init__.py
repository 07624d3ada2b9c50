"""What people type and read: the command line, the demo, the doctor."""
