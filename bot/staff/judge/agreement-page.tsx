import type { Request, Response } from 'express';
import { type JudgedTwice, judgedTwice } from '../../transcripts/review/reviews.ts';
import { VERDICTS } from '../../transcripts/review/verdicts.ts';
import { Table } from '../page/table.tsx';
import { staffOf } from '../sign-in/request-staff.ts';
import type { StaffTools } from '../staff-tools.ts';
import type { Labels } from '../words/labels.ts';
import { percent } from '../words/numbers.ts';
import { type Agreement, cohensKappa } from './cohens-kappa.ts';

const DAYS = 180;
const DAY_MS = 86_400_000;

/** How far reviewers agree: each two of them, all together, and on what they differ. */
export function agreementPage({ parts, audit, show }: StaffTools, labels: Labels) {
  return async (request: Request, response: Response) => {
    await audit.record({ who: staffOf(request).name, action: 'review.agreement' });
    const since = new Date(parts.clock().getTime() - DAYS * DAY_MS);
    const judged = await judgedTwice(parts.database.db, since);
    show(request, response, {
      title: 'Agreement',
      content: <AgreementView judged={judged} labels={labels} />,
    });
  };
}

interface PairRow {
  readonly name: string;
  readonly agreement: Agreement;
}

function AgreementView({
  judged,
  labels,
}: {
  readonly judged: readonly JudgedTwice[];
  readonly labels: Labels;
}) {
  const all = cohensKappa(judged.map(({ verdicts }) => verdicts));
  const rows: readonly PairRow[] = [{ name: 'All together', agreement: all }, ...pairRows(judged)];
  return (
    <>
      <p>
        Messages that two people judged in the last {DAYS} days. Cohen’s κ is 1 where they always agree and 0
        where they agree no more than by chance; from 0.6 on it is usually called substantial.
      </p>
      <Table
        caption="Agreement of each two reviewers"
        rows={judged.length === 0 ? [] : rows}
        rowKey={({ name }) => name}
        empty="No message has been judged by two people yet."
        columns={[
          { title: 'Reviewers', cell: ({ name }) => name },
          { title: 'Messages', number: true, cell: ({ agreement }) => agreement.pairs },
          {
            title: 'Agree',
            number: true,
            cell: ({ agreement }) => percent(agreement.observed, 1),
          },
          {
            title: 'By chance',
            number: true,
            cell: ({ agreement }) => percent(agreement.expected, 1),
          },
          { title: 'κ', number: true, cell: ({ agreement }) => agreement.kappa?.toFixed(2) ?? '–' },
        ]}
      />
      {judged.length > 0 && (
        <Table
          caption="Who judged first (rows) and who judged next (columns)"
          rows={VERDICTS}
          rowKey={verdict => verdict}
          columns={[
            { title: 'First', cell: verdict => labels.of('verdict', verdict) },
            ...VERDICTS.map(next => ({
              title: labels.of('verdict', next),
              number: true,
              cell: (first: string) =>
                judged.filter(({ verdicts }) => verdicts[0] === first && verdicts[1] === next).length,
            })),
          ]}
        />
      )}
    </>
  );
}

/** Each two reviewers with the messages that both judged, whoever was first; most messages first. */
function pairRows(judged: readonly JudgedTwice[]): readonly PairRow[] {
  const pairs = new Map<string, (readonly [string, string])[]>();
  for (const { reviewers, verdicts } of judged) {
    const sorted = reviewers[0] <= reviewers[1];
    const name = sorted ? `${reviewers[0]} and ${reviewers[1]}` : `${reviewers[1]} and ${reviewers[0]}`;
    const pair = sorted ? verdicts : ([verdicts[1], verdicts[0]] as const);
    pairs.set(name, [...(pairs.get(name) ?? []), pair]);
  }
  return [...pairs]
    .map(([name, verdicts]) => ({ name, agreement: cohensKappa(verdicts) }))
    .sort((one, other) => other.agreement.pairs - one.agreement.pairs);
}
