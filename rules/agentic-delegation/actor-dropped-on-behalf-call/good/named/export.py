import boto3
from flask import g


def session_for(user):
    return boto3.client("sts").assume_role(RoleArn="arn:aws:iam::111122223333:role/desk", RoleSessionName=f"desk-{user.id}")


def export_report():
    who = g.user
    return boto3.client("sts").assume_role(RoleArn=who.role, RoleSessionName="report")
