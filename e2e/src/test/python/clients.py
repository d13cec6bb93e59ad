"""The Python clients against a running gateway: openai and langchain-openai, with only base URL and key set.

Usage: clients.py BASE_URL KEY. Prints a line for each check and exits with 1 at the first that fails.
"""

import json
import sys

import openai
from langchain_core.messages import HumanMessage
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

BASE_URL, KEY = sys.argv[1], sys.argv[2]
MODEL, EMBEDDINGS = "simulated-small", "simulated-embeddings"
QUESTION = [{"role": "user", "content": "What does a page of paper weigh?"}]
WEIGH = {
    "type": "function",
    "function": {
        "name": "weigh",
        "description": "Weighs a sheet",
        "parameters": {
            "type": "object",
            "properties": {"format": {"type": "string"}},
            "required": ["format"],
        },
    },
}


class Sheet(BaseModel):
    grams: int


def check(name, holds):
    print(("ok      " if holds else "FAILED  ") + name)
    if not holds:
        sys.exit(1)


def openai_client():
    client = openai.OpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0)
    plain = client.chat.completions.create(model=MODEL, messages=QUESTION)
    text = plain.choices[0].message.content
    check("openai: chat answers", bool(text) and plain.model == MODEL)
    check("openai: chat has cost", plain.usage.cost > 0)
    check("openai: chat has carbon", plain.usage.carbon["kWh"]["max"] > 0)

    chunks = list(client.chat.completions.create(model=MODEL, messages=QUESTION, stream=True))
    streamed = "".join(c.choices[0].delta.content or "" for c in chunks)
    check("openai: stream says the same", streamed == text)
    check("openai: no usage unless asked for", all(c.usage is None for c in chunks))

    chunks = list(
        client.chat.completions.create(
            model=MODEL, messages=QUESTION, stream=True, stream_options={"include_usage": True}
        )
    )
    check("openai: usage at the end", chunks[-1].choices == [] and chunks[-1].usage.cost == plain.usage.cost)

    called = client.chat.completions.create(model=MODEL, messages=QUESTION, tools=[WEIGH])
    call = called.choices[0].message.tool_calls[0]
    check("openai: tool call", call.function.name == "weigh" and "format" in json.loads(call.function.arguments))

    parsed = client.chat.completions.parse(model=MODEL, messages=QUESTION, response_format=Sheet)
    check("openai: JSON schema", isinstance(parsed.choices[0].message.parsed, Sheet))

    vectors = client.embeddings.create(model=EMBEDDINGS, input=["one", "two"])
    check("openai: embeddings", len(vectors.data) == 2 and len(vectors.data[0].embedding) > 1)

    check("openai: models", MODEL in [model.id for model in client.models.list()])

    try:
        client.chat.completions.create(model="nothing", messages=QUESTION)
        check("openai: unknown model", False)
    except openai.NotFoundError as error:
        check("openai: unknown model", error.code == "model_not_found")
    try:
        openai.OpenAI(base_url=BASE_URL, api_key="sk-wrong", max_retries=0).models.list()
        check("openai: wrong key", False)
    except openai.AuthenticationError as error:
        check("openai: wrong key", error.code == "invalid_api_key")


def langchain_client():
    chat = ChatOpenAI(base_url=BASE_URL, api_key=KEY, model=MODEL, max_retries=0)
    answer = chat.invoke([HumanMessage("What does a page of paper weigh?")])
    check("langchain: chat answers", bool(answer.content) and answer.usage_metadata["output_tokens"] > 0)

    streamed = ChatOpenAI(base_url=BASE_URL, api_key=KEY, model=MODEL, max_retries=0, stream_usage=True)
    whole = None
    for chunk in streamed.stream([HumanMessage("What does a page of paper weigh?")]):
        whole = chunk if whole is None else whole + chunk
    check("langchain: stream says the same", whole.content == answer.content)
    check("langchain: usage of the stream", whole.usage_metadata["total_tokens"] > 0)

    unasked = ChatOpenAI(base_url=BASE_URL, api_key=KEY, model=MODEL, max_retries=0, stream_usage=False)
    chunks = list(unasked.stream([HumanMessage("What does a page of paper weigh?")]))
    check("langchain: stream without usage says the same", "".join(chunk.content for chunk in chunks) == answer.content)
    check("langchain: no usage unasked", all(chunk.usage_metadata is None for chunk in chunks))

    called = chat.bind_tools([WEIGH]).invoke([HumanMessage("Weigh this sheet.")])
    check("langchain: tool call", called.tool_calls[0]["name"] == "weigh")

    sheet = chat.with_structured_output(Sheet, method="json_schema").invoke([HumanMessage("Weigh this sheet.")])
    check("langchain: JSON schema", isinstance(sheet, Sheet))

    vectors = OpenAIEmbeddings(
        base_url=BASE_URL, api_key=KEY, model=EMBEDDINGS, check_embedding_ctx_length=False
    ).embed_documents(["one", "two"])
    check("langchain: embeddings", len(vectors) == 2 and len(vectors[0]) > 1)


openai_client()
langchain_client()
print("all checks passed")
