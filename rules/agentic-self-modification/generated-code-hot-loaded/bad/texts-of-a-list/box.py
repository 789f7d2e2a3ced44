from openai import OpenAI

client = OpenAI()


def box():
    reply = client.chat.completions.create(model="m", messages=[]).choices[0].message.content
    places = []
    for part in reply.split(","):
        if float(part) > 1:
            places.append(part)
    # ruleid: generated-code-hot-loaded
    return eval(str(places))
