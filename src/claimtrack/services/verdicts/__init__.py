"""What reviewers decide: verdicts, by one or by two, many at once, taken back; the queue and the gate."""
