from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from slack_bolt import App
from telegram.ext import ApplicationBuilder, CommandHandler

from words import in_language, is_private

app = App()
pool = ThreadPoolExecutor(max_workers=2)


class Desk:
    def __init__(self, config):
        self.config = config
        self.topics = {"hours": "When we are there", "way": "How to get here"}

    async def topics_shown(self, update, _):
        """Shows what can be asked for."""
        topics = self.topics if is_private(update) else {}
        lines = [f"/{name}: {topic}" for name, topic in topics.items()]
        shown = in_language("intro", self.config["language"]) + "\n".join(lines)
        await update.effective_message.reply_html(shown)

    def run(self):
        desk = ApplicationBuilder().token(self.config["token"]).build()
        desk.add_handler(CommandHandler("topics", self.topics_shown))
        desk.run_polling()


@app.action("start_over")
def start_over(ack, body, client):
    ack()

    def shown():
        try:
            client.chat_update(
                channel=body["channel"]["id"],
                ts=body["message"]["ts"],
                text=f"Started over at {datetime.now().strftime('%H:%M')}",
            )
        except Exception as error:
            print(f"not shown: {error}")

    pool.submit(shown)
