"""What several pages draw: facts of a case, pictures, places, and what the browser keeps."""
