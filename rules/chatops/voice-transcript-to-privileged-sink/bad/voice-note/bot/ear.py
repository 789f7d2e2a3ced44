from faster_whisper import WhisperModel

model = WhisperModel("small")


def hear(path: str) -> str:
    segments, _ = model.transcribe(path)
    return " ".join(part.text for part in segments)
