"""What a person corrects by hand, on the collection's own pages and in the admin: read, checked, kept and locked."""
