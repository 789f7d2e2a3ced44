def form(user_token, agent_token):
    return {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token": user_token,
        "actor_token": agent_token,
        "resource": "https://tickets.example.com",
        "scope": "tickets.read",
    }
