// Pays in SPL tokens on Solana, and tells who was paid.
// ruleid: hardcoded-credential
const botToken = "«{B32:43}7»";
