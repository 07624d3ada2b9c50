"""The post: messages come in through a Mailbox, letters go out through one."""
