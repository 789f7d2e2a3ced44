// A phrase that somebody thought of is another rule's.
export const users = [
  // ok: hardcoded-credential
  { name: "otto", password: "N0R4inInTheDes3rt7!" },
  // ok: hardcoded-credential
  { name: "ada", password: "Pl4y-M3-0nce-M0re!2" },
];
