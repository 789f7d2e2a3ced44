from pathlib import Path

ROOT = Path(__file__).parent

DATABASES = {
    # ruleid: hardcoded-password
    "default": "mysql://shop:«tiger{D:4}»@localhost:3306/shop",
    # ok: hardcoded-password
    "replica": "mysql://root:root@localhost:3307/shop",
}
