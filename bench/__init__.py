"""What `make bench` measures: queries, milliseconds, requests per second, bytes. See bench/__main__.py."""
