import logging
import os


def finish(usage, settings):
    settings["api_key"] = os.environ["MODEL_API_KEY"]
    # ok: credential-logged
    logging.info("model at %s", settings["url"])
    # ok: credential-logged
    logging.info("limit %s of %s", usage["tokens"], os.environ.get("MAX_TOKENS"))
    # ok: credential-logged
    print(os.environ.get("SECRET_NAME"), os.environ.get("TOKEN_URL"))
    token = os.environ["MODEL_API_KEY"]
    token = usage["id"]
    # ok: credential-logged
    print("token", token)
