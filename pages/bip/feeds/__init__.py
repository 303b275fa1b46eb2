"""Lists of the bulletin for feed readers, programs and calendars."""
