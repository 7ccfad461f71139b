"""What git knows of each brief: when it was published, and what changed since."""
