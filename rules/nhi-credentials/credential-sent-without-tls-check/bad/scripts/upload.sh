upload() {
  # ruleid: credential-sent-without-tls-check
  curl -k -u "$REPO_USER:$REPO_PASSWORD" -T "$1" "https://packages.harbor.internal/raw/$1"
}
