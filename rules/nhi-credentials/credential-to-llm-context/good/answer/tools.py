import os

import stripe
from langchain_core.tools import tool

stripe.api_key = os.environ["STRIPE_SECRET_KEY"]


@tool
def charge(customer: str, cents: int) -> str:
    """Charges a customer."""
    made = stripe.Charge.create(customer=customer, amount=cents, api_key=os.environ["STRIPE_SECRET_KEY"])
    return made.status
