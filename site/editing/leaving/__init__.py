"""Pages that go: who links to them, where their readers are led, and the way back."""
