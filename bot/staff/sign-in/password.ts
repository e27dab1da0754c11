import { hash, verify } from '@node-rs/argon2';

/** Argon2id with what OWASP recommends: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Characters a password has at least; long ones are better than odd ones (NIST SP 800-63B, 3.1.1.2). */
export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;
/** Below it a long password is one that repeats itself. */
const FEWEST_DIFFERENT = 5;

/** What is wrong with a password somebody chose, as a sentence; null where it can be used. */
export function passwordProblem(password: string, name: string): string | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD)
    return `Use ${SHORTEST_PASSWORD} characters or more; three or four words are fine.`;
  if (length > LONGEST_PASSWORD) return `Use ${LONGEST_PASSWORD} characters at most.`;
  if (new Set(password.toLowerCase()).size < FEWEST_DIFFERENT) return 'Use more different characters.';
  if (password.toLowerCase().includes(name.toLowerCase())) return 'Leave your name out of it.';
  return null;
}

/** Hash to keep of a password, with its salt (PHC form). */
export function passwordHash(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** Takes as long for people there are not: whether a name exists must not be told by the time. */
const NOBODY = passwordHash('nobody has this password');

/** Whether a password is the one a hash was made of; null as hash is always false. */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  const fits = await verify(
    kept ?? (await NOBODY),
    password.slice(0, 4 * LONGEST_PASSWORD).normalize('NFKC'),
  );
  return fits && kept !== null;
}
