from django.http import HttpResponse

from .models import Assistant


def rate(request, pk):
    assistant = Assistant.objects.get(pk=pk)
    feedback = request.POST["comment"]
    # ruleid: feedback-updates-prompt-unreviewed
    assistant.system_prompt = assistant.system_prompt + "\nAvoid: " + feedback
    assistant.save()
    return HttpResponse(status=204)
