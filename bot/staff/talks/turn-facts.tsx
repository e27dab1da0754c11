import type { TalkTurn } from '../../transcripts/review/read-talk.ts';
import { undisguised } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import type { Labels } from '../words/labels.ts';
import { Flags } from './talk-table.tsx';

/** How the topic of a reply begins that quotes a page of the site; its address follows. */
const QUOTED = 'passage:';

/** What was decided on a message, and what else was considered. */
export function TurnFacts({ turn, labels }: { readonly turn: TalkTurn; readonly labels: Labels }) {
  const { outcome, topic, articleVersion, knowledgeVersion, confidence, candidates, flags, milliseconds } =
    turn;
  const quoted = topic?.startsWith(QUOTED) ? topic.slice(QUOTED.length) : null;
  const meaning = labels.meaning('outcome', outcome);
  return (
    <div class="facts">
      <p>
        <strong>{labels.of('outcome', outcome)}</strong>
        {meaning && <span class="soft">: {meaning}</span>} <Flags flags={flags} labels={labels} />
      </p>
      <dl>
        {topic !== null && quoted === null && <Fact name="Topic" value={topic} />}
        {quoted !== null && <Fact name="Quoted from our site, no approved answer" value={quoted} />}
        {confidence !== null && <Fact name="Confidence" value={`${(confidence * 100).toFixed(0)} %`} />}
        {articleVersion !== null && <Fact name="Article version" value={articleVersion} />}
        {knowledgeVersion !== null && <Fact name="Knowledge" value={knowledgeVersion.slice(0, 12)} />}
        <Fact name="Took" value={`${milliseconds.toFixed(1)} ms`} />
      </dl>
      {candidates.length > 0 && (
        <details>
          <summary>Candidates ({candidates.length})</summary>
          <Table
            caption={`Considered for message ${turn.number}`}
            rows={candidates}
            rowKey={({ id }) => id}
            columns={[
              { title: 'Topic or class', cell: ({ id }) => <span class="code">{undisguised(id)}</span> },
              { title: 'Kind', cell: ({ kind }) => undisguised(kind) },
              {
                title: 'Probability',
                number: true,
                cell: ({ probability }) => `${(probability * 100).toFixed(1)} %`,
              },
            ]}
          />
        </details>
      )}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="code">{undisguised(value)}</dd>
    </div>
  );
}
