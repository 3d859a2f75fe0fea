"""What evidence is worth under the policy, and which verdicts fall when that changes."""
