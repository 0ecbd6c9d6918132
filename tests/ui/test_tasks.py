"""Jobs run beside the window, tell how far they are, stop when asked, and report in its thread."""

import threading

from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from wardenlog.ui.tasks import Job, Progress, Task, TaskRunner


class Heard(QObject):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self.news: list[object] = []
        self.threads: set[int] = set()
        task.progressed.connect(self.note)
        task.succeeded.connect(self.note)
        task.failed.connect(self.note)
        task.cancelled.connect(self.stopped)

    @Slot(object)
    def note(self, news: object) -> None:
        self.news.append(news)
        self.threads.add(threading.get_ident())

    @Slot()
    def stopped(self) -> None:
        self.note("cancelled")


def test_progress_and_result_arrive_in_the_windows_thread(qtbot: QtBot) -> None:
    runner = TaskRunner()
    worker: list[int] = []

    def job(job: Job) -> str:
        worker.append(threading.get_ident())
        job.report("Counting", 1, 1)
        return "done"

    heard = Heard(runner.start(job))
    qtbot.waitUntil(lambda: len(heard.news) == 2)
    assert heard.news == [Progress("Counting", 1, 1), "done"]
    assert heard.threads == {threading.get_ident()}
    assert worker != [threading.get_ident()]
    runner.close()


def test_an_error_arrives_as_it_is(qtbot: QtBot) -> None:
    runner = TaskRunner()
    error = ValueError("no")

    def job(job: Job) -> None:
        raise error

    heard = Heard(runner.start(job))
    qtbot.waitUntil(lambda: heard.news == [error])
    runner.close()


def test_a_job_stops_where_it_next_reports(qtbot: QtBot) -> None:
    runner = TaskRunner()
    going, stopped = threading.Event(), threading.Event()
    reached: list[int] = []

    def job(job: Job) -> None:
        going.set()
        stopped.wait(10)
        for n in range(1_000):
            job.report("Counting", n, 1_000)
            reached.append(n)

    task = runner.start(job)
    heard = Heard(task)
    going.wait(10)
    task.cancel()
    stopped.set()
    qtbot.waitUntil(lambda: bool(heard.news))
    assert heard.news == ["cancelled"]
    assert reached == []
    runner.close()


def test_jobs_run_one_after_another(qtbot: QtBot) -> None:
    runner = TaskRunner()
    running: list[str] = []

    def job(job: Job) -> None:
        running.append("start")
        running.append("end")

    tasks = [Heard(runner.start(job)) for _ in range(20)]
    qtbot.waitUntil(lambda: all(task.news for task in tasks))
    assert running == ["start", "end"] * 20
    runner.close()


def test_closing_cancels_what_waits(qtbot: QtBot) -> None:
    runner = TaskRunner()
    entered = threading.Event()
    ran: list[int] = []

    def long(job: Job) -> None:
        entered.set()
        while True:
            job.report("Going on", 1, 1)

    def short(job: Job) -> None:
        ran.append(1)

    runner.start(long)
    runner.start(short)
    entered.wait(10)
    runner.close()
    assert ran == []


def test_a_closed_runner_cancels_what_is_asked_of_it(qtbot: QtBot) -> None:
    runner = TaskRunner()
    runner.close()
    ran: list[Job] = []
    with qtbot.waitSignal(runner.start(ran.append).cancelled):
        pass
    assert ran == []
