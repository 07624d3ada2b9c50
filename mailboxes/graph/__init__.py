"""The mailbox in Microsoft 365, through Microsoft Graph."""
