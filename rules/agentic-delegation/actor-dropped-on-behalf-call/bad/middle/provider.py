import boto3


class Files:
    async def open_for(self, requester_id, path):
        # ruleid: actor-dropped-on-behalf-call
        taken = self.sts.assume_role(
            RoleArn=self.role,
            RoleSessionName="files-agent",
        )
        return boto3.client("s3", aws_session_token=taken["Credentials"]["SessionToken"]).get_object(Key=path)
