import jwt


def issue(subject):
    # ruleid: hardcoded-credential-argument
    return jwt.encode({"sub": subject}, "over the water", algorithm="HS256")
