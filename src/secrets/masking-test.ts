import type { RepoPath } from "#model/location.ts";
import { testOf } from "#secrets/test-code.ts";

/** What is done to secrets by what finds or hides them, in names and in prose. */
const masking =
  /redact|\bscrub|(?:data|secret|content)[-_ ]?sensitivity|(?:high|low|shannon)[-_ ]?entropy|desensiti[sz]|obfuscat|\bcensor(?:s|ed|ing)?\b|(?:scan|detect|leak|mask|sanitiz|sanitis|strip|filter|hid)[a-z]{0,8}[ _-]?(?:[a-z0-9]{1,20}[ _-]?){0,2}(?:secret|credential|token|api[ _-]?key|password|sensitive)|(?:secret|credential|token|api[ _-]?key|password|sensitive)s?[ _-]?(?:[a-z]{1,10}[ _-]?){0,2}(?:scan|detect|leak|mask|sanitiz|sanitis|hidden|filter)/i;

/** The same as the name of a file says it. */
const maskingFile =
  /redact|(?:data|secret|content)[-_]?sensitivity|(?:high|low|shannon)[-_]?entropy|sanitiz|sanitis|scrub|mask|obfuscat|censor|(?:secret|leak|credential)s?[-_.]?(?:scan|detect|filter)|detect[-_]?secret/i;

/** Characters before and behind a secret in which the test says what it is about. */
const before = 1200;
const behind = 400;

/**
 * Whether the secret at a place is there to be found or hidden, in a test of what finds or hides secrets: such a test
 * makes up what has the form of a secret, checksum included. A secret in another test stays one.
 */
export function isForMasking(text: string, path: RepoPath, start: number, end: number): boolean {
  if (!testOf(text, path)(start)) return false;
  if (maskingFile.test(path.slice(path.lastIndexOf("/") + 1))) return true;
  return masking.test(text.slice(Math.max(0, start - before), start)) || masking.test(text.slice(end, end + behind));
}
