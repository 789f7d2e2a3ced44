SOCIAL_AUTH_PIPELINE = (
    "social_core.pipeline.social_auth.social_details",
    "social_core.pipeline.social_auth.social_uid",
    "social_core.pipeline.social_auth.social_user",
    # ruleid: account-link-unverified-email
    "social_core.pipeline.social_auth.associate_by_email",
    "social_core.pipeline.user.create_user",
)
