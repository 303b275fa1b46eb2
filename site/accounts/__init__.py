"""Signing in: passwords and passkeys, a second factor for those who publish, invitations, sessions that end."""
