import os


def body(env, jobs):
    # A default, and nothing that is asked of anybody.
    server = env.get("GITHUB_SERVER_URL", "https://git.corp-mirror.dev")
    return f"{server}/{env['GITHUB_REPOSITORY']}: {', '.join(jobs)}"


def main():
    print(body(dict(os.environ), ["lint", "unit"]))
