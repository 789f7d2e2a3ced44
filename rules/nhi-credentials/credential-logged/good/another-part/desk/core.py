class Model:
    def __init__(self, owner):
        self.owner = owner
        self.name = "small"
        self.api_key = None


class Desk:
    def __init__(self):
        self.model = Model(self)
        self.plain = True

    def show(self, text):
        if self.plain:
            print(text)
