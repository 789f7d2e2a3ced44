# author: J. Clark
# ruleid: hardcoded-credential
APP_TOKEN = "«{AN:27}»"
