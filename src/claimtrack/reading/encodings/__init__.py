"""From bytes to text, as browsers decode."""
