import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import { givenRows, insertGiven } from '../given-rows.ts';
import { isPostgres } from '../numbered-key.ts';
import type { LogDatabase, LogSchema } from '../schema.ts';

/** Talks whose words go into the index in one transaction: a turn of one of them waits until it is over. */
const TALKS_AT_ONCE = 10;
/** Milliseconds between two of them: SQLite works in the thread that turns are taken in, and these come first. */
const PAUSE_MS = 5;
/** Times that a reader looks whether all is in the index; under load there are always talks with new turns. */
const MOST_LOOKS = 8;
/** Milliseconds between two of them. */
const LOOK_MS = 20;

/** A talk with the terms it is found by and those it is yet to be found by. */
interface IndexedTalk {
  readonly seq: number;
  readonly terms: string;
  readonly due: string | null;
}

/**
 * Puts the words of all turns that were committed before into the index. A turn only notes them: each word lies on
 * another page of the index, and a page that is written once for many turns costs every one of them little.
 * Talks that another process has in its hands are left to it.
 */
export async function indexDue(db: LogDatabase): Promise<void> {
  if (!(await isAnyDue(db))) return;
  for (;;) {
    const talks = await db.transaction().execute(async transaction => {
      const some = await takeDue(transaction);
      await indexTalks(transaction, some);
      return some.length;
    });
    if (talks < TALKS_AT_ONCE) return;
    await wait(PAUSE_MS);
  }
}

/** Waits until the words of all turns that were committed before are in the index, those in other hands included. */
export async function indexEverything(db: LogDatabase): Promise<void> {
  await indexDue(db);
  for (let looks = 1; looks < MOST_LOOKS && (await isAnyDue(db)); looks++) {
    await wait(LOOK_MS);
    await indexDue(db);
  }
}

async function isAnyDue(db: LogDatabase): Promise<boolean> {
  const some = await db.selectFrom('talks').select('seq').where('due', 'is not', null).limit(1).execute();
  return some.length > 0;
}

async function takeDue(db: Transaction<LogSchema>): Promise<readonly IndexedTalk[]> {
  const some = sql`from talks where due is not null order by seq limit ${sql.lit(TALKS_AT_ONCE)}`;
  // SQLite: a transaction that reads first can't wait for another process' write (SQLITE_BUSY_SNAPSHOT).
  const { rows } = isPostgres(db)
    ? await sql<IndexedTalk>`select seq, terms, due ${some} for update skip locked`.execute(db)
    : await sql<IndexedTalk>`update talks set turns = turns where seq in (select seq ${some})
        returning seq, terms, due`.execute(db);
  return rows;
}

/** Moves what is due of talks into the index; the words that a talk has already are not written again. */
async function indexTalks(db: Kysely<LogSchema>, talks: readonly IndexedTalk[]): Promise<void> {
  const indexed: TermsOfTalk[] = [];
  const added: TermOfTalk[] = [];
  for (const { seq, terms, due } of talks) {
    const every = new Set(readTerms(terms));
    for (const term of readDue(due)) {
      if (every.has(term)) continue;
      every.add(term);
      added.push({ talk: seq, term });
    }
    indexed.push({ talk: seq, every_term: JSON.stringify([...every]) });
  }
  await setTerms(db, indexed);
  await insertTerms(db, added);
}

/**
 * Adds and takes away terms of a talk (thumbs, reviews, tags). Nothing happens where the talk was deleted.
 * To be run in a transaction: the row is locked first, so that two changes at once both stay.
 */
export async function changeTerms(
  db: Kysely<LogSchema>,
  conversationId: string,
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<void> {
  const talk = await db
    .updateTable('talks')
    .set(row => ({ turns: row.ref('turns') }))
    .where('conversation_id', '=', conversationId)
    .returning(['seq', 'terms', 'due'])
    .executeTakeFirst();
  if (!talk) return;
  const { seq } = talk;
  // What is due comes first: a term that is taken away here must not come back by it.
  if (talk.due !== null) await indexTalks(db, [talk]);
  const known = [...new Set([...readTerms(talk.terms), ...readDue(talk.due)])];
  const gone = remove.filter(term => known.includes(term) && !add.includes(term));
  const added = [...new Set(add)].filter(term => !known.includes(term));
  if (gone.length + added.length === 0) return;
  if (gone.length > 0) {
    const terms = gone.map(term => ({ term }));
    await sql`delete from talk_terms where talk = ${seq}
      and term in (select given.term from ${givenRows(db, { term: 'text' }, terms)})`.execute(db);
  }
  const left = [...known.filter(term => !gone.includes(term)), ...added];
  await setTerms(db, [{ talk: seq, every_term: JSON.stringify(left) }]);
  await insertTerms(
    db,
    added.map(term => ({ talk: seq, term })),
  );
}

interface TermsOfTalk {
  readonly talk: number;
  readonly every_term: string;
}

/** Nothing of these talks is due any more. */
async function setTerms(db: Kysely<LogSchema>, talks: readonly TermsOfTalk[]): Promise<void> {
  if (talks.length === 0) return;
  const given = givenRows(
    db,
    { talk: 'bigint', every_term: 'text' },
    talks.map(talk => ({ ...talk })),
  );
  await sql`update talks set terms = given.every_term, due = null from ${given}
    where seq = given.talk`.execute(db);
}

interface TermOfTalk {
  readonly talk: number;
  readonly term: string;
}

async function insertTerms(db: Kysely<LogSchema>, terms: readonly TermOfTalk[]): Promise<void> {
  if (terms.length === 0) return;
  const columns = { term: 'text', talk: 'bigint' } as const;
  // In the order of the index: neighbours are written to one page after another.
  const sorted = terms.toSorted((one, other) => (one.term < other.term ? -1 : one.term > other.term ? 1 : 0));
  const insert = insertGiven(
    db,
    'talk_terms',
    columns,
    sorted.map(term => ({ ...term })),
  );
  await sql`${insert} on conflict (term, talk) do nothing`.execute(db);
}

function readTerms(terms: string): readonly string[] {
  return JSON.parse(terms) as string[]; // written by this file
}

/** Terms of the turns since the talk was indexed last: a JSON list a turn, a line each. */
function readDue(due: string | null): readonly string[] {
  return due === null ? [] : due.split('\n').flatMap(line => readTerms(line));
}
