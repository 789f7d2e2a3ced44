from django.http import HttpResponse
from openai import OpenAI

from .models import Answer, cache


def rate(request, pk):
    answer = Answer.objects.get(pk=pk)
    answer.feedback = request.POST["comment"]
    answer.summary = OpenAI().responses.create(model="gpt-5", input=answer.feedback).output_text
    answer.save()
    cache.set("prompt:" + answer.prompt, answer.summary)
    return HttpResponse(status=204)
