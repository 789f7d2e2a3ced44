import ast

from openai import OpenAI


def propose(reviews, wish):
    code = OpenAI().responses.create(model="gpt-5", input=wish).output_text
    ast.parse(code)
    reviews.add(code)
