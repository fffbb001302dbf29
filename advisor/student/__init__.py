"""What a student remembers and proves: when a lesson comes back, progress as a file, an exam paper and its result."""
