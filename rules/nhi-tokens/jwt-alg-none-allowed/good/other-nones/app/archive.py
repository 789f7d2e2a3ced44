import codecs


def pack(records, writer):
    # ok: jwt-alg-none-allowed
    return writer.encode(records, "utf-8", "none")


def unpack(data: bytes, reader):
    # ok: jwt-alg-none-allowed
    return reader.decode(data, compression="none", errors="strict") + codecs.decode("", "hex").decode()
