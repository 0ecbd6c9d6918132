"""The record form: a panel made from data, with each error beside the field it concerns."""

from wardenlog.ui.widgets.form.fields import Choice, FormField, FormRows, Kind, choices_of
from wardenlog.ui.widgets.form.form import Form
from wardenlog.ui.widgets.form.keeping import AggregateKeeper, Keeper, Opened
from wardenlog.ui.widgets.form.problems import Path, Problem
from wardenlog.ui.widgets.form.record import RecordForm, RecordKind

__all__ = [
    "AggregateKeeper",
    "Choice",
    "Form",
    "FormField",
    "FormRows",
    "Keeper",
    "Kind",
    "Opened",
    "Path",
    "Problem",
    "RecordForm",
    "RecordKind",
    "choices_of",
]
