"""Training of the learned parts; needs the extra [train]."""
