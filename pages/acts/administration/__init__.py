"""What editors do with acts in the administration: add an amendment, import a text, check and publish it."""
