from .core import Desk

desk = Desk()
