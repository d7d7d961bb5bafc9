"""People's judgements: review, the rule of two people, policy. No machine decides."""
