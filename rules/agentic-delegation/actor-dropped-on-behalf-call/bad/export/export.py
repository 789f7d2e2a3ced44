import boto3
from flask import Blueprint, g

from report import write_report

pages = Blueprint("pages", __name__)


@pages.post("/export")
def export_report():
    who = g.user.id
    # ruleid: actor-dropped-on-behalf-call
    taken = boto3.client("sts").assume_role(RoleArn="arn:aws:iam::111122223333:role/report", RoleSessionName="report", DurationSeconds=900)
    return write_report(taken["Credentials"], who)
