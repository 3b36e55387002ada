"""The formats that announcements come in, a module each; what a format needs is imported when a file has it."""
