// A signature of HS256 has 43 characters.
export const session = {
  // ruleid: hardcoded-test-credential
  serviceToken: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJsZWRnZXIiLCJyb2xlIjoid3JpdGVyIn0.«{AN:31}»",
};
