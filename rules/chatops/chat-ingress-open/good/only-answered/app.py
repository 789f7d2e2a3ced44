import os

from slack_bolt import App

app = App(token=os.environ["SLACK_BOT_TOKEN"])


@app.action("source_selection")
def chosen(ack, logger):
    """The choice is read when the form is sent."""
    ack()
    logger.info("chosen")
