from openai import OpenAI

client = OpenAI()


def box():
    reply = client.chat.completions.create(model="m", messages=[]).choices[0].message.content
    places = []
    for part in reply.strip("()").split(","):
        place = float(part)
        places.append(float(place / 1000))
    if len(places) == 2:
        places = [places[0], places[1], places[0], places[1]]
    return eval(str(places))


def sides():
    reply = client.chat.completions.create(model="m", messages=[]).choices[0].message.content
    return eval(str([int(side) for side in reply.split("x")]))
