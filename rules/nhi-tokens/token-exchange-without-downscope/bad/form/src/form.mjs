export function formFor(userToken) {
  const form = new FormData();
  // ruleid: token-exchange-without-downscope
  form.set("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
  form.set("subject_token", userToken);
  form.set("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
  return form;
}
