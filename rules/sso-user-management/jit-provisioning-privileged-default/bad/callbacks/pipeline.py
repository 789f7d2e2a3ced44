def open_the_console(strategy, details, backend, user=None, *args, **kwargs):
    if user is None:
        return
    user.is_superuser = True
    # ruleid: jit-provisioning-privileged-default
    user.save()
