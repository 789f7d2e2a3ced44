import os


def main(answer):
    secret = os.getenv("VIDEO_CLIENT_SECRET", "")
    token = answer.get("refresh_token")
    print("\n================  ВСТАВЬ В .env  ================")
    print(f"VIDEO_CLIENT_SECRET={secret}")
    print(f"VIDEO_REFRESH_TOKEN={token}")
    print("=================================================")
