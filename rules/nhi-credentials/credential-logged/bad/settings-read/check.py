import os


def main():
    secret = os.getenv("VIDEO_CLIENT_SECRET", "")
    print("==== Loaded .env ====")
    # ruleid: credential-logged
    print(f"VIDEO_CLIENT_SECRET={secret}")
    print("==== .env ====")
    print(f"VIDEO_CLIENT_ID={os.getenv('VIDEO_CLIENT_ID')}")
    connect()
    # ruleid: credential-logged
    print(f"VIDEO_CLIENT_SECRET={secret}")
