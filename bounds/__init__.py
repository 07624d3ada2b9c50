"""What every station asks of a stranger's file before it opens it. Imports nothing of ours."""
