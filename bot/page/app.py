"""The page: a conversation, its sources beside it, and the articles; Gradio is imported here and nowhere else.

What is answered is in handlers.py, its HTML in templates/, how it looks in page.css, and what a click does in page.js.
"""

import os
import socket
import sys
from collections.abc import Iterator
from importlib.resources import files
from threading import Event
from typing import TYPE_CHECKING, Any

from bot.errors import PortInUse, ServedToAll
from bot.page import turns
from bot.page.handlers import Desk, PageConversation
from bot.page.handlers_check import CheckingDesk
from bot.page.handlers_model import ModelDesk
from bot.page.opening import Opening
from bot.page.same_origin import Hosts, SameOrigin, is_loopback
from bot.page.templates import render
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    import gradio
    from fastapi import FastAPI

FORMATS = [".txt", ".md", ".html", ".htm", ".jsonl", ".csv"]
AT_ONCE = 8  # questions at a time, those that wait for the encoder among them
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
TOGETHER: dict[str, Any] = {**QUIET, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
SANS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif")

# Asked over the samples, so that a newcomer sees a foreign article quoted, a number, and an honest "not found".
EXAMPLES = (
    ("en", "What did Delorme say about article 9?"),
    ("en", "How many people were injured when the Alden Star hit the quay?"),
    ("fr", "Qu'a dit Priya Sandler des comptes d'Owen Tarrick ?"),
    ("de", "Wovor warnte Samuel Okolind?"),
    ("es", "¿Qué le dijo Julio Barea al entrenador del Valmer?"),
    ("vi", "Vắc xin KV-7 có hiệu quả bao nhiêu phần trăm?"),
    ("en", "What did Ruth Ashgrove say about the ferry strike?"),
)


def serve(settings: Settings, *, host: str, port: int, auth: tuple[str, str] | None = None) -> None:
    """Serve the page until it is stopped, to whoever knows the name and the password if there are any.

    The archive is opened meanwhile. Raises ServedToAll where others could come in without them, and PortInUse.
    """
    if auth is None and not is_loopback(host):
        raise ServedToAll(host)
    _claim(host, port)  # before Gradio's three seconds of import
    opening = Opening(settings)
    page = launch(opening, host=host, port=port, auth=auth)
    opening.start()
    sys.stdout.write(f"newsbot is at {_address(host, port)}\n")
    sys.stdout.flush()
    try:
        Event().wait()
    finally:
        page.close()


def launch(opening: Opening, *, host: str, port: int, auth: tuple[str, str] | None = None) -> "gradio.Blocks":
    """The page over a bot that may still be opening, served in a thread of its own; raises PortInUse."""
    page = build(opening, is_served_here=is_loopback(host))
    try:
        page.launch(
            server_name=host,
            server_port=port,
            auth=auth,
            prevent_thread_lock=True,
            quiet=True,
            footer_links=[],
            ssr_mode=False,
            run_history=False,
            share=False,
            pwa=False,
            mcp_server=False,
            max_file_size="200mb",
            theme=_theme(),
            # Not `css=`: that puts a prefix before every rule.
            head=f"<style>{(files(__package__) / 'page.css').read_text('utf-8')}</style>",
            app_kwargs={"lifespan": _guarding(host), "docs_url": None, "redoc_url": None, "openapi_url": None},
        )
    except OSError as error:
        raise PortInUse(host, port, reason=str(error)) from error
    return page


def build(opening: Opening, *, is_served_here: bool) -> "gradio.Blocks":
    """The page itself; `is_served_here` says that no other machine can reach it."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported
    import gradio as gr

    desk, checking, model = Desk(opening), CheckingDesk(opening), ModelDesk(opening, is_served_here=is_served_here)
    has_samples = opening.settings.archive_is_default
    sample = (files("bot") / "sample_draft.txt").read_text("utf-8").strip() if has_samples else ""
    with gr.Blocks(title="newsbot", analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)) as page:
        talk = gr.State(PageConversation())
        with gr.Column(elem_id="newsroom"):
            _html(render("page", "masthead"), "masthead")
            with gr.Column(elem_id="talk"):
                _add_talk(desk, talk, EXAMPLES if has_samples else ())
            with gr.Column(elem_id="check"):
                _add_check(checking, sample)
            _html(render("page", "said"), "said")
            with gr.Column(elem_id="desk"):
                _add_board(desk, checking, model)
                with gr.Column(elem_id="adding"):
                    _add_adding(desk)
    page.queue(max_size=64)
    made: gr.Blocks = page
    return made


def _add_talk(desk: Desk, talk: "gradio.State", examples: tuple[tuple[str, str], ...]) -> None:
    """The conversation, what narrows the next question, and the question."""
    import gradio as gr

    with gr.Column(elem_id="conversation"):
        asks = "document.addEventListener('newsbot:ask', e => trigger('example', e.detail));"
        started = _html(turns.welcome(examples), "past", asks)
        current = _html("", "current", _announcing("answer"))
    _html(render("page", "narrowing"), "narrowing")
    narrowing = gr.Textbox(elem_id="narrowed", visible="hidden")  # page.js writes the fields' values here
    with gr.Row(elem_id="composer"):
        box = gr.Textbox(
            label="Your question",
            placeholder="Ask in any language …",
            lines=1,
            max_lines=5,
            container=False,
            autofocus=True,
            scale=1,
            elem_id="question",
        )
        send = gr.Button("Ask", variant="primary", elem_id="ask", scale=0, min_width=64)
        stop = gr.Button("Stop", elem_id="stop", scale=0, min_width=64)

    def ask(question: str, before: PageConversation, narrowed: str) -> Iterator[tuple[object, ...]]:
        for place, (emptied, *shown) in enumerate(desk.ask(question, before, narrowed)):
            yield (gr.skip() if place else emptied, *shown)  # what is typed meanwhile stays in the box

    def example(before: PageConversation, narrowed: str, chosen: gr.EventData) -> Iterator[tuple[object, ...]]:
        yield from ask(str(chosen.question), before, narrowed)

    # "multiple": right after Stop, Gradio still takes the stopped one for running, and would drop the next.
    # That one is asked at a time is seen to by page.js.
    given, outputs = [box, talk, narrowing], [box, started, current, talk]
    asked: list[Any] = [
        event(ask, given, outputs, trigger_mode="multiple", **TOGETHER) for event in (box.submit, send.click)
    ]
    asked.append(started.example(example, [talk, narrowing], outputs, **TOGETHER))
    stop.click(desk.stopped, [talk], [current, talk], cancels=asked, **QUIET)


def _add_check(checking: CheckingDesk, sample: str) -> None:
    """A text to check, and the report on it."""
    import gradio as gr

    _html(render("page", "check"))
    draft = gr.Textbox(
        sample,
        label="The text to check",
        lines=5,
        max_lines=12,
        elem_id="draft",
        placeholder="“We owe them an explanation,” said …",
    )
    with gr.Row(elem_id="deciding"):
        check = gr.Button("Check", variant="primary", elem_id="checking", scale=0, min_width=96)
        halt = gr.Button("Stop", elem_id="halting", scale=0, min_width=96)
    samples = "document.addEventListener('newsbot:sample', e => trigger('sample', e.detail));"
    checked = _html("", "checked", _announcing("checked") + samples)
    checks: list[Any] = [
        event(checking.check, [draft], [checked], trigger_mode=mode, **TOGETHER)
        for event, mode in ((check.click, "multiple"), (checked.sample, "once"))
    ]
    halt.click(None, cancels=checks, **QUIET)  # page.js ends the report where it stood


def _add_board(desk: Desk, checking: CheckingDesk, model: ModelDesk) -> None:
    """The articles and the model, and what page.js may ask of the desks."""
    import gradio as gr

    of_articles = (desk.status, desk.choices, desk.listed, desk.opened, desk.summarized, desk.removed)
    of_statements = (checking.said, checking.judged, checking.judgements)
    gr.HTML(
        render("page", "desk"),
        elem_id="board",
        apply_default_css=False,
        js_on_load="\n".join((files(__package__) / one).read_text("utf-8") for one in ("page.js", "page_model.js")),
        server_functions=[
            *(_served(one) for one in (*of_articles, *of_statements)),
            *(_served_with_headers(one) for one in (model.panel, model.use)),
        ],
    )


def _add_adding(desk: Desk) -> None:
    """Files and a text to add, and the report on what was added."""
    import gradio as gr

    _html(render("page", "adding"))
    upload = gr.File(
        label="Files: .txt, .md, .html, .jsonl or .csv",
        file_count="multiple",
        file_types=FORMATS,
        height=150,
        elem_id="upload",
    )
    pasted = gr.Textbox(
        label="Or the text of one article",
        lines=9,
        max_lines=9,
        elem_id="pasted",
        placeholder="Headline\n\nOutlet\nDate\n\nThe text …",
    )
    keep = gr.Button("Add this text", elem_id="keep")
    report = _html("", "report", _announcing("added"))
    upload.upload(desk.add_files, [upload], [upload, report], **QUIET)
    keep.click(desk.add_pasted, [pasted], [pasted, report], **QUIET)


def _html(shown: str, elem_id: str | None = None, on_load: str | None = None) -> "gradio.HTML":
    import gradio as gr

    made: gr.HTML = gr.HTML(shown, elem_id=elem_id, apply_default_css=False, js_on_load=on_load)
    return made


def _announcing(what: str) -> str:
    """The script that tells page.js of what has been shown."""
    return f"watch('value', () => document.dispatchEvent(new Event('newsbot:{what}')));"


def _guarding(host: str) -> "Callable[[FastAPI], AbstractAsyncContextManager[None]]":
    """Puts the guard before all that the server has, when it starts and before it listens.

    As `middleware=` it would stand behind Gradio's own, which answers some requests itself.
    """
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def guarding(app: "FastAPI") -> "AsyncIterator[None]":
        app.middleware_stack = SameOrigin(app.middleware_stack or app.build_middleware_stack(), Hosts.of(host))
        yield

    return guarding


def _claim(host: str, port: int) -> None:
    """See at once whether the address is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except (OSError, OverflowError) as error:
        raise PortInUse(host, port, reason=getattr(error, "strerror", None) or str(error)) from error


def _address(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("", "0.0.0.0") else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _served(method: "Callable[[Any], object]") -> "Callable[[object], object]":
    """A method as a function of its own: Gradio marks what it serves, and a method can't be marked."""

    def call(given: object) -> object:
        return method(given)

    call.__name__ = method.__name__
    return call


def _served_with_headers(
    method: "Callable[[object, Mapping[str, str]], object]",
) -> "Callable[[object, gradio.Request], object]":
    """Likewise, for a method that has to know where it is asked from; Gradio finds that by the annotation."""
    import gradio as gr

    def call(given: object, request: gr.Request) -> object:
        return method(given, request.headers)

    call.__name__ = method.__name__
    return call


def _theme() -> "gradio.themes.Base":
    import gradio as gr

    # Plain names are system fonts; what Gradio brings by default is not loaded.
    return gr.themes.Base(font=list(SANS), font_mono=["ui-monospace", "monospace"], primary_hue="stone")
