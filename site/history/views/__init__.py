"""What readers may ask of the public history."""
