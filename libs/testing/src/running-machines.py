"""moto_server that runs state machines, several executions at once.

moto's own only keeps machines unless it is told to run them; has their tasks call the port it was asked for, which 0 is not; and
copies a machine with the threads of the executions under way, which Python refuses.
"""
import copy
import os
import socket
import sys
from types import SimpleNamespace

from moto.core.config import default_user_config
from moto.server import main
from moto.stepfunctions.parser import models


def without_executions(machine):
    alone = copy.copy(machine)
    alone.executions = []
    return alone


with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = str(free.getsockname()[1])

os.environ["MOTO_PORT"] = port
default_user_config["stepfunctions"] = {"execute_state_machine": True}
models.copy = SimpleNamespace(deepcopy=without_executions)

given = sys.argv[1:]
sys.exit(main([port if before == "-p" else one for before, one in zip(["", *given], given)]))
