"""Figure: how long deciding one case takes, on the packaged protocol."""

import time
from statistics import median

from intake import protocol_store
from intake.questionnaire.answers import parse_answers
from intake.routing.disposition import route
from tests.answers import EMERGENCY, TODAY, URGENT, complete
from tests.bench import Measured, figure


@figure("decide", "deciding one case, milliseconds (target: 2 or less)")
def decide() -> Measured:
    """The median of 600 decisions over an ordinary, an urgent and an emergency form."""
    protocol = protocol_store.protocol()
    cases = [parse_answers(protocol.questionnaire, complete(**given), TODAY) for given in ({}, URGENT, EMERGENCY)]
    times = []
    for _ in range(200):
        for answers in cases:
            began = time.perf_counter()
            route(protocol, answers, today=TODAY)
            times.append(time.perf_counter() - began)
    return Measured(round(median(times) * 1000, 3), "ms", "median of 600, warm, one process")
