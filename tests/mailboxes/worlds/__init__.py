"""What the mailbox contract does from outside: one module for each kind of mailbox."""
