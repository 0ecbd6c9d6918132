"""A fictional council's record, made from a seed: to try the program, to test it, to time it."""

from wardenlog.services.demo.build import DemoFacts, build, describe
from wardenlog.services.demo.scale import Size

__all__ = ["DemoFacts", "Size", "build", "describe"]
