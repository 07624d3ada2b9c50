"""Apart: whatever opens a stranger's bytes does so in a child process, within limits, with nothing of the desk's."""
