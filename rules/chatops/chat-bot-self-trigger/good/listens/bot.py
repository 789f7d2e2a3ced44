import discord
import paho.mqtt.client as mqtt

client = discord.Client(intents=discord.Intents.all())
counts: dict[int, int] = {}


@client.event
async def on_message(message):
    counts[message.channel.id] = counts.get(message.channel.id, 0) + 1


def on_message(connection, userdata, message):
    connection.publish("seen", message.payload)


meter = mqtt.Client()
meter.on_message = on_message
