def badge(person):
    label = "colleague" if person.email.endswith("@acme.dev") else "guest"
    # ok: hardcoded-authorization-decision
    return render_badge(person, label)
