"""The papers the law wants for some service: stating one's own, seeing others'."""
