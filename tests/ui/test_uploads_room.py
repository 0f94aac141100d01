"""Whoever may bring files cannot fill the disk with them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from onrecord.ui.messages import LANGUAGES
from onrecord.ui.web.uploads import Uploads


@pytest.mark.parametrize("together", [False, True])
def test_files_brought_are_limited_for_one_and_for_all(tmp_path: Path, together: bool) -> None:
    async def kept(request: Request) -> JSONResponse:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        file.write_bytes(await request.body())
        await asyncio.sleep(0.05)
        return JSONResponse([str(file)])

    app = Uploads(
        Starlette(routes=[Route("/gradio_api/upload", kept, methods=["POST"])]), of_one=2_500, in_all=4_000
    )

    def visitor(letter: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://x",
            cookies={"onrecord-visitor": letter * 43}, headers={"Accept-Language": "ja"},
        )  # fmt: skip

    async def bring(client: httpx.AsyncClient, times: int) -> list[int]:
        async def once() -> int:
            return (await client.post("/gradio_api/upload", content=b"x" * 1_000)).status_code

        if together:
            return sorted(await asyncio.gather(*(once() for _ in range(times))))
        return [await once() for _ in range(times)]

    async def everybody() -> None:
        async with visitor("a") as ada, visitor("b") as ben, visitor("c") as cleo:
            assert await bring(ada, 4) == [200, 200, 507, 507]
            assert await bring(ben, 3) == [200, 200, 507]
            # Cleo has brought nothing, but there is no room in all.
            answer = await cleo.post("/gradio_api/upload", content=b"x" * 1_000)
            japanese = next(words for words in LANGUAGES if words.tag == "ja")
            assert (answer.status_code, answer.text) == (507, japanese.uploads_full)
            for file in tmp_path.iterdir():
                file.unlink()
            assert await bring(ada, 1) == [200]

    # The tests in the browser keep a loop running in this thread.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(anyio.run, everybody).result()
