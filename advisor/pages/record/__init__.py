"""The Record page: what was imaged, in a file and on a card that the family keeps."""
