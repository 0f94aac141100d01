"""The pages in the browser: the chat, the library, the evals; Gradio's components and the HTML in them."""

from onrecord.ui.page.without_stubs import leave_out_stubs

leave_out_stubs()
