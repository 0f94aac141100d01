"""Serving the page: ports, the address, the end. No browser."""

from __future__ import annotations

import signal
import socket
from pathlib import Path
from typing import Any, cast
from urllib.request import urlopen

import pytest

from onrecord.index.errors import OnRecordError
from tests.ui.fakes import FakeAssistant
from tests.ui.served import served


def test_a_port_that_is_taken_is_one_line_that_says_so() -> None:
    from onrecord.ui.server import serve

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            OnRecordError, match=rf"port {port} on 127\.0\.0\.1 cannot be used .*--port"
        ) as raised:
            serve(cast(Any, FakeAssistant()), port=port)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("host", "port"), [("192.0.2.1", 7860), ("no.such.host.invalid", 7860), ("127.0.0.1", 99999)]
)
def test_an_address_that_is_not_ours_is_an_error(host: str, port: int) -> None:
    from onrecord.ui.server import serve

    with pytest.raises(OnRecordError, match=f"port {port} on {host} cannot be used"):
        serve(cast(Any, FakeAssistant()), host=host, port=port)


def test_without_a_port_the_first_free_one_is_taken() -> None:
    from onrecord.ui.server import FIRST_PORT, LAST_PORT, listen

    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        ports = [each.getsockname()[1] for each in (first, second)]
    assert FIRST_PORT <= ports[0] < ports[1] <= LAST_PORT


@pytest.mark.browser
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_page_is_served_until_it_is_stopped_and_leaves_nothing(
    sign: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped as a service is, it left the folder of what had been uploaded."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with served() as (address, child):
        with urlopen(address, timeout=20) as page:
            html = page.read().decode("utf-8")
        assert any(tmp_path.iterdir())
        child.send_signal(sign)
        out, err = child.communicate(timeout=30)
    assert address.startswith("http://127.0.0.1:78")
    assert "On Record" in html
    assert (child.returncode, out, err) == (0, "", "")
    assert not any(tmp_path.iterdir())
