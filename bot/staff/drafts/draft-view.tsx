import { diffWords } from 'diff';
import type { ArticleText } from '../../../knowledge/article/topic.ts';
import type { Operation } from '../../../knowledge/publish/operation.ts';
import type { EditionReport } from '../../editions/editions.ts';
import type { TrialReply } from '../../editions/trial.ts';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import type { Draft } from './draft-store.ts';

/** Where a draft stands, in words. */
export const STATE_WORDS: Readonly<Record<Draft['state'], string>> = {
  trying: 'is being tried',
  refused: 'breaks a rule',
  ready: 'tried, not sent yet',
  sent: 'waits for approval',
  live: 'went live',
  rejected: 'not approved',
  withdrawn: 'taken back',
  failed: 'could not be tried',
};

/** What a draft changes, and what trying it showed. */
export function DraftView({ draft, now }: { readonly draft: Draft; readonly now: ArticleText | null }) {
  return (
    <>
      <dl class="facts">
        <dt>State</dt>
        <dd>{STATE_WORDS[draft.state]}</dd>
        <dt>By</dt>
        <dd>{draft.author}</dd>
        <dt>Why</dt>
        <dd>
          <Said text={draft.why} />
        </dd>
        {draft.decidedBy && (
          <>
            <dt>Decided by</dt>
            <dd>
              {draft.decidedBy}: <Said text={draft.decision ?? ''} />
            </dd>
          </>
        )}
      </dl>
      <h2>The change</h2>
      <Change operation={draft.operation} now={draft.state === 'live' ? null : now} />
      {draft.problems.length > 0 && (
        <>
          <h2>Rules it breaks</h2>
          <ul class="problems">
            {draft.problems.map(problem => (
              <li key={problem}>
                <Said text={problem} />
              </li>
            ))}
          </ul>
        </>
      )}
      {draft.report && <Report report={draft.report} />}
    </>
  );
}

function Change({ operation, now }: { readonly operation: Operation; readonly now: ArticleText | null }) {
  if (operation.kind === 'add-samples') {
    return (
      <>
        <p>
          More ways to ask for <code>{operation.topic}</code> in <code>{operation.language}</code>:
        </p>
        <ul>
          {operation.samples.map(sample => (
            <li key={sample}>
              <Said text={sample} lang={operation.language} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  const language = operation.kind === 'edit-article' ? operation.language : 'en';
  return (
    <>
      <p>
        {operation.kind === 'edit-article' ? 'Other words for' : 'A new topic'} <code>{operation.topic}</code>{' '}
        in <code>{language}</code>
      </p>
      <dl class="facts">
        {(['title', 'label', 'body', 'sms'] as const).map(part => (
          <>
            <dt key={part}>
              {{ title: 'Title', label: 'Choice', body: 'Answer', sms: 'Text message' }[part]}
            </dt>
            <dd>
              <Difference before={now?.[part] ?? ''} after={operation[part]} lang={language} />
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}

/** What was taken out and what was put in, word by word. */
function Difference(props: { readonly before: string; readonly after: string; readonly lang: string }) {
  const { before, after, lang } = props;
  return (
    <p class="difference" lang={lang} dir="auto">
      {diffWords(before, after).map(({ value, added, removed }, place) => {
        const key = `${place}`;
        if (added) {
          return (
            <ins key={key}>
              <Said text={value} />
            </ins>
          );
        }
        if (removed) {
          return (
            <del key={key}>
              <Said text={value} />
            </del>
          );
        }
        return <Said key={key} text={value} />;
      })}
    </p>
  );
}

function Report({ report }: { readonly report: EditionReport }) {
  const { effects, changed, stale } = report;
  return (
    <>
      <h2>What it does to other questions</h2>
      <Table
        caption="Trial questions, before and after"
        rows={effects}
        rowKey={({ lang }) => lang}
        empty="There are no trial questions here."
        columns={[
          { title: 'Language', cell: ({ lang }) => lang },
          { title: 'Questions', cell: ({ turns }) => turns, number: true },
          { title: 'Other replies', cell: row => row.changed, number: true },
          { title: 'Right now, wrong before', cell: ({ better }) => better, number: true },
          { title: 'Wrong now, right before', cell: ({ worse }) => worse, number: true },
        ]}
      />
      <Table
        caption="Every reply that would be another one"
        rows={changed}
        rowKey={row => `${row.lang} ${row.text}`}
        empty="No other reply changes."
        columns={[
          { title: 'Message', cell: ({ text, lang }) => <Said text={text} lang={lang} /> },
          { title: 'Before', cell: ({ before }) => reply(before) },
          { title: 'After', cell: ({ after }) => reply(after) },
          { title: 'Better or worse', cell: ({ right }) => (right === null ? '' : verdict(right)) },
        ]}
      />
      {stale.length > 0 && (
        <>
          <h2>Translations that are not given until somebody has mended them</h2>
          <ul>
            {stale.map(one => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function reply({ outcome, topics }: TrialReply): string {
  return topics.length > 0 ? `${outcome}: ${topics.join(', ')}` : outcome;
}

function verdict({ before, after }: { readonly before: boolean; readonly after: boolean }): string {
  if (before === after) return after ? 'right as before' : 'wrong as before';
  return after ? 'better' : 'worse';
}
