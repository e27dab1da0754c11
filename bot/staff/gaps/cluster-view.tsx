import type { GapQuestion } from '../../transcripts/review/gap-questions.ts';
import { Said, undisguised } from '../page/said.tsx';
import { When } from '../page/when.tsx';
import { talkAddress } from '../talks/talk-table.tsx';
import type { Labels } from '../words/labels.ts';
import { whole } from '../words/numbers.ts';
import type { Cluster } from './cluster-questions.ts';
import { weekCounts } from './week-counts.ts';

const MOST_SHOWN = 20;
const SLOT = 14;
const HEIGHT = 36;

/** Questions that ask much the same: how many, when, of what kind, each with its talk; and the way to a draft. */
export function ClusterView(props: {
  readonly cluster: Cluster;
  readonly labels: Labels;
  readonly since: Date;
  readonly now: Date;
  /** Whether the reader of the page may draft. */
  readonly drafts: boolean;
}) {
  const { cluster, labels, since, now, drafts } = props;
  const { typical, questions, language } = cluster;
  const title = `gap-${typical.conversationId}-${typical.number}`;
  const topic = commonTopic(questions);
  return (
    <section class="gap" aria-labelledby={title}>
      <h2 id={title} dir="auto">
        <Said text={typical.text} lang={language} />
      </h2>
      <p>
        <strong>{whole(questions.length)}</strong> {questions.length === 1 ? 'question' : 'questions'},{' '}
        {labels.of('language', language)}: {kindCounts(questions, labels)}
        {topic !== null && (
          <>
            {' '}
            – topic <span class="code">{undisguised(topic)}</span>
          </>
        )}
      </p>
      <Weeks questions={questions} since={since} now={now} />
      {drafts && (
        <p>
          <a class="button" href={draftAddress(topic, language, typical)}>
            Draft an answer <span class="unseen">to: {undisguised(typical.text)}</span>
          </a>
        </p>
      )}
      <details>
        <summary>
          All questions <span class="unseen">of: {undisguised(typical.text)}</span>
        </summary>
        <ul>
          {questions
            .slice(-MOST_SHOWN)
            .reverse()
            .map(question => (
              <li key={`${question.conversationId} ${question.number}`}>
                <Said text={question.text} lang={language} />{' '}
                <a href={`${talkAddress(question.conversationId)}#turn-${question.number}`}>
                  Talk of <When at={question.at.getTime()} />
                </a>
              </li>
            ))}
        </ul>
        {questions.length > MOST_SHOWN && <p>The newest {MOST_SHOWN} are shown.</p>}
      </details>
    </section>
  );
}

/** Counts by week, as small bars; the same numbers are read out. */
function Weeks(props: {
  readonly questions: readonly GapQuestion[];
  readonly since: Date;
  readonly now: Date;
}) {
  const weeks = weekCounts(
    props.questions.map(({ at }) => at),
    props.since,
    props.now,
  );
  const most = Math.max(1, ...weeks.map(({ count }) => count));
  const words = weeks.map(({ week, count }) => `${week}: ${count}`).join(', ');
  return (
    <figure class="weeks">
      <svg
        viewBox={`0 0 ${weeks.length * SLOT} ${HEIGHT}`}
        width={weeks.length * SLOT}
        height={HEIGHT}
        role="img"
        aria-label={`Questions by week. ${words}`}
      >
        {weeks.map(({ week, count }, place) => {
          const tall = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT);
          return <rect key={week} x={place * SLOT} y={HEIGHT - tall} width={SLOT - 3} height={tall} />;
        })}
      </svg>
      <figcaption>
        {weeks.at(0)?.week} to {weeks.at(-1)?.week}, most in a week: {most}
      </figcaption>
    </figure>
  );
}

function kindCounts(questions: readonly GapQuestion[], labels: Labels): string {
  const kinds = new Map<string, number>();
  for (const kind of questions.flatMap(question => question.kinds))
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, count]) => `${labels.of('gap-kind', kind)} ${whole(count)}`).join(', ');
}

/** The topic that most of the questions have, or null where none has one. */
function commonTopic(questions: readonly GapQuestion[]): string | null {
  const topics = new Map<string, number>();
  for (const { topic } of questions) if (topic !== null) topics.set(topic, (topics.get(topic) ?? 0) + 1);
  const [best] = [...topics].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
  return best?.[0] ?? null;
}

/** Names the message and does not quote it: addresses are kept in histories and by proxies. */
function draftAddress(
  topic: string | null,
  language: string,
  { conversationId, number }: GapQuestion,
): string {
  const message = `${conversationId}/${number}`;
  return `/staff/drafts/new?${new URLSearchParams({ topic: topic ?? '', language, message })}`;
}
