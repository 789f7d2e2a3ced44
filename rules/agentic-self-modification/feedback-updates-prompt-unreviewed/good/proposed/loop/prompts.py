import redis

store = redis.Redis()


def propose(text):
    store.rpush("support:proposals", text)
