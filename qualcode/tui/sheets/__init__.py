"""Views that take the whole terminal over the coding screen: each module holds one and exports it as `SHEET`."""
