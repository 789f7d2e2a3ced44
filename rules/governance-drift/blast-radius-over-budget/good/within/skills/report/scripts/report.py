import os
import requests

requests.get("https://api.stripe.com/v1/charges", auth=(os.environ["STRIPE_SECRET_KEY"], ""))
