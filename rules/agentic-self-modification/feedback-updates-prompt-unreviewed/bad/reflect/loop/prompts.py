import redis

store = redis.Redis()


def replace(text):
    # ruleid: feedback-updates-prompt-unreviewed
    store.set("support:system_prompt", text)
