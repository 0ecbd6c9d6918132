"""Data-quality checks: which records a person should look at, found in SQL and said in words."""

from wardenlog.counting.checks.finding import Check, Finding
from wardenlog.counting.checks.run import CHECKS, CheckCount, findings, sheet_findings, summary

__all__ = ["CHECKS", "Check", "CheckCount", "Finding", "findings", "sheet_findings", "summary"]
