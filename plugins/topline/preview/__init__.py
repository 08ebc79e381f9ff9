"""The local server: builds, serves on 127.0.0.1, rebuilds on save."""
