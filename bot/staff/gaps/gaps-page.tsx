import type { Request, Response } from 'express';
import { GAP_KINDS, gapQuestions } from '../../transcripts/review/gap-questions.ts';
import { Choice } from '../page/form.tsx';
import { includesRole } from '../people/roles.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { type Labels, loadLabels } from '../words/labels.ts';
import { whole } from '../words/numbers.ts';
import { type Cluster, clusterQuestions } from './cluster-questions.ts';
import { ClusterView } from './cluster-view.tsx';
import { type GapLimits, loadGapLimits } from './gap-limits.ts';

const DAY_MS = 86_400_000;

/** What members ask that has no approved answer, or none they liked: like questions together, most asked first. */
export const gapPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const labels = loadLabels();
  const limits = loadGapLimits();
  addToNav({ href: '/staff/gaps', label: 'Gaps', role: 'reader', order: 30 });
  router.get('/gaps', needs('reader'), async (request: Request, response: Response) => {
    const staff = staffOf(request);
    const now = parts.clock();
    const days = limits.days.find(some => String(some) === request.query.days) ?? limits.daysByDefault;
    const wanted = typeof request.query.language === 'string' ? request.query.language.slice(0, 20) : '';
    await audit.record({ who: staff.name, action: 'gaps.view', details: { days, language: wanted } });
    const since = new Date(now.getTime() - days * DAY_MS);
    const questions = await gapQuestions(parts.database.db, { since, language: wanted || null });
    const clusters = await clusterQuestions(questions, limits);
    show(request, response, {
      title: 'Gaps',
      wide: true,
      content: (
        <Gaps
          clusters={clusters}
          questions={questions.length}
          labels={labels}
          limits={limits}
          days={days}
          language={wanted}
          since={since}
          now={now}
          drafts={includesRole(staff.role, 'editor')}
        />
      ),
    });
  });
};

function Gaps(props: {
  readonly clusters: readonly Cluster[];
  readonly questions: number;
  readonly labels: Labels;
  readonly limits: GapLimits;
  readonly days: number;
  readonly language: string;
  readonly since: Date;
  readonly now: Date;
  readonly drafts: boolean;
}) {
  const { clusters, questions, labels, limits, days, language, since, now, drafts } = props;
  const of = (kind: string) =>
    clusters.flatMap(cluster => cluster.questions).filter(({ kinds }) => kinds.some(one => one === kind))
      .length;
  return (
    <>
      <form method="get" action="/staff/gaps" class="filters">
        <Choice
          name="language"
          label="Language"
          value={language}
          options={[['', 'Any'], ...labels.all('language')]}
        />
        <Choice
          name="days"
          label="Since"
          value={String(days)}
          options={limits.days.map(some => [String(some), `${some} days ago`] as const)}
        />
        <button type="submit" class="main">
          Show
        </button>
      </form>
      <p>
        {whole(questions)} {questions === 1 ? 'question' : 'questions'} in {whole(clusters.length)} groups:{' '}
        {GAP_KINDS.map(kind => `${labels.of('gap-kind', kind)} ${whole(of(kind))}`).join(', ')}.
        {clusters.length > limits.shown && ` The ${limits.shown} largest groups are shown.`}
      </p>
      {clusters.slice(0, limits.shown).map(cluster => (
        <ClusterView
          key={`${cluster.typical.conversationId} ${cluster.typical.number}`}
          cluster={cluster}
          labels={labels}
          since={since}
          now={now}
          drafts={drafts}
        />
      ))}
      {clusters.length === 0 && <p>Nothing was left unanswered, disliked or corrected in this time.</p>}
    </>
  );
}
