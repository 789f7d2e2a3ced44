import os


def start(name):
    # ruleid: chat-message-to-privileged-sink
    os.system("systemctl start " + name)
