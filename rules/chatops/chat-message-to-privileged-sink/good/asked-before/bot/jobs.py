import os


def start(name):
    os.system("systemctl start " + name)
