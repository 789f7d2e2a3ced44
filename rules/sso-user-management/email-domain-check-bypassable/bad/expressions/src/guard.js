const STAFF = "harbor.io";

exports.isStaff = function isStaff(user) {
  // ruleid: email-domain-check-bypassable
  return /^[\w.+-]+@harbor\.io/.test(user.email);
};

exports.isAuditor = function isAuditor(email) {
  // ruleid: email-domain-check-bypassable
  return email.indexOf("@audit.harbor.io") > 0 && !email.startsWith("bot");
};
