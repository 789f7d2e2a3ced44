import os



class Memory:
    def __init__(self, path):
        self.path = path

    def remember(self, note):
        with open(self.path, "a", encoding="utf-8") as notes:
            # ruleid: credential-persisted-plaintext
            notes.write(note + "\n")


def learn(memory: Memory):
    memory.remember(f"The key of the CRM is {os.environ['CRM_API_KEY']}")
