"""`bewaehrt bewerten`."""
def bewerten() -> None:
    """x"""
