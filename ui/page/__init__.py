"""The pages in the browser: the chat, the library, the evals; Gradio's components and the HTML in them."""
