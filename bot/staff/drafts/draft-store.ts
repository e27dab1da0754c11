import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Operation, operationSchema } from '../../../knowledge/publish/operation.ts';
import type { EditionReport } from '../../editions/editions.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import type { Clock } from '../../turn/clock.ts';
import type { StaffMember } from '../people/staff-member.ts';
import type { DraftRow, DraftState } from './draft-schema.ts';

/** A proposed change with what trying it showed. */
export interface Draft {
  readonly id: string;
  readonly state: DraftState;
  readonly operation: Operation;
  readonly messages: readonly { readonly lang: string; readonly text: string }[];
  /** Talk of the message that led to it. */
  readonly conversationId: string | null;
  readonly why: string;
  readonly problems: readonly string[];
  readonly edition: string | null;
  readonly report: EditionReport | null;
  readonly authorId: string;
  readonly author: string;
  readonly decidedBy: string | null;
  readonly decision: string | null;
  readonly madeAt: number;
  readonly changedAt: number;
}

/** What may be changed of a draft. */
export type DraftChange = Partial<
  Pick<Draft, 'state' | 'problems' | 'edition' | 'report' | 'decidedBy' | 'decision'>
>;

const messagesSchema = z.array(z.object({ lang: z.string(), text: z.string() }));
const MOST = 200;

/** The drafts in the database of the console. */
export function draftStore(db: LogDatabase, clock: Clock) {
  return {
    add: async (
      draft: Pick<Draft, 'operation' | 'messages' | 'why' | 'conversationId'>,
      author: StaffMember,
    ): Promise<string> => {
      const id = randomBytes(6).toString('hex');
      const now = clock().getTime();
      await db
        .insertInto('drafts')
        .values({
          id,
          state: 'trying',
          operation: JSON.stringify(draft.operation),
          messages: JSON.stringify(draft.messages),
          conversation_id: draft.conversationId,
          why: draft.why,
          problems: null,
          edition: null,
          report: null,
          author_id: author.id,
          author: author.name,
          decided_by: null,
          decision: null,
          made_at: now,
          changed_at: now,
        })
        .execute();
      return id;
    },
    find: async (id: string): Promise<Draft | null> => {
      const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toDraft(row) : null;
    },
    /** The last drafts, newest change first. */
    list: async (): Promise<readonly Draft[]> => {
      const rows = await db
        .selectFrom('drafts')
        .selectAll()
        .orderBy('changed_at', 'desc')
        .limit(MOST)
        .execute();
      return rows.map(toDraft);
    },
    /** Changes a draft that stands where it is thought to stand; false where somebody else was faster. */
    change: async (id: string, from: readonly DraftState[], change: DraftChange): Promise<boolean> => {
      const { state, edition, decidedBy, decision } = change;
      const changed = await db
        .updateTable('drafts')
        .set({
          changed_at: clock().getTime(),
          ...(state === undefined ? {} : { state }),
          ...(edition === undefined ? {} : { edition }),
          ...(decidedBy === undefined ? {} : { decided_by: decidedBy }),
          ...(decision === undefined ? {} : { decision }),
          ...(change.problems === undefined ? {} : { problems: JSON.stringify(change.problems) }),
          ...(change.report === undefined ? {} : { report: JSON.stringify(change.report) }),
        })
        .where('id', '=', id)
        .where('state', 'in', [...from])
        .executeTakeFirst();
      return changed.numUpdatedRows === 1n;
    },
  };
}

export type DraftStore = ReturnType<typeof draftStore>;

function toDraft(row: DraftRow): Draft {
  return {
    id: row.id,
    state: row.state,
    operation: operationSchema.parse(JSON.parse(row.operation)),
    messages: messagesSchema.parse(JSON.parse(row.messages)),
    conversationId: row.conversation_id,
    why: row.why,
    problems: row.problems === null ? [] : z.array(z.string()).parse(JSON.parse(row.problems)),
    edition: row.edition,
    report: row.report === null ? null : (JSON.parse(row.report) as EditionReport), // written by change
    authorId: row.author_id,
    author: row.author,
    decidedBy: row.decided_by,
    decision: row.decision,
    madeAt: Number(row.made_at),
    changedAt: Number(row.changed_at),
  };
}
