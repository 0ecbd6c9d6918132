"""The tabs of a grant's money: posts, budget, spending, and the ends of its years."""

from PySide6.QtCore import QCoreApplication

from wardenlog.ui.desk import Desk
from wardenlog.ui.grant.budget import BudgetTab
from wardenlog.ui.grant.posts import PostsTab
from wardenlog.ui.grant.spending import SpendingTab
from wardenlog.ui.grant.year_end import YearTab
from wardenlog.ui.widgets.tabbed_page import Tab

translate = QCoreApplication.translate


def money_tabs(desk: Desk) -> tuple[Tab, ...]:
    """Return the tabs, each named after the part of the agreement that it lists."""
    return (
        Tab("post", translate("money", "Posts"), PostsTab(desk)),
        Tab("budget_line", translate("money", "Budget"), BudgetTab(desk)),
        Tab("expenditure", translate("money", "Spending"), SpendingTab(desk)),
        Tab("underspend", translate("money", "Underspend and accrual"), YearTab(desk)),
    )
