// What Slack's documentation shows, and a key that has ended.
export const event = {
  // ok: hardcoded-credential
  token: "z26uFbvR1xHJEdHE1OQiO6t8",
  type: "event_callback",
};
// ok: hardcoded-credential
export const keyId = "«ASIAR{B32:15}»";
export const stand = {
  // ok: hardcoded-credential
  indexToken: "31kfpw04-9ab2-4417-8e5d-77c1b90xm2qh",
  // ok: hardcoded-credential
  refreshToken: "rt_0p9o8i7u6y5t4r3e2w1q0p9o8i7u6y",
  // ok: hardcoded-credential
  sessionJwt: "eyJhbGciOiJIUzI1NiJ9.unit.sig",
  // ok: hardcoded-credential
  action_token: "20647138185092.760436384805.«{HX:8}»",
};
