import type { Request, Response } from 'express';
import { z } from 'zod';
import { type Counts, type Dashboard, readDashboard } from '../../transcripts/review/dashboard.ts';
import { dayAfter, planDay } from '../../transcripts/review/plan-day.ts';
import { Field } from '../page/form.tsx';
import { Table } from '../page/table.tsx';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { type Labels, loadLabels } from '../words/labels.ts';
import { percent, whole } from '../words/numbers.ts';
import { CountsTable, questions, shareWithInterval } from './counts-table.tsx';
import { ShareChart } from './share-chart.tsx';
import { WeekChart } from './week-chart.tsx';

const DAYS_BY_DEFAULT = 90;
/** A language is named as the worst only where this many questions say so. */
const FEWEST_QUESTIONS = 30;
const MOST_TOPICS = 40;

/** How the bot does: numbers of a time, by week, channel, language, plan and topic. */
export const dashboardPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const labels = loadLabels();
  addToNav({ href: '/staff/dashboard', label: 'Dashboard', role: 'reader', order: 50 });
  router.get('/dashboard', needs('reader'), async (request: Request, response: Response) => {
    const now = parts.clock();
    const today = planDay(now);
    const day = (given: unknown, otherwise: string) => z.iso.date().catch(otherwise).parse(given);
    const to = day(request.query.to, today);
    const from = day(request.query.from, dayAfter(to, 1 - DAYS_BY_DEFAULT));
    await audit.record({ who: staffOf(request).name, action: 'dashboard.view', details: { from, to } });
    const dashboard = await readDashboard(parts.database.db, { from, to, now });
    show(request, response, {
      title: 'Dashboard',
      wide: true,
      content: <DashboardView dashboard={dashboard} labels={labels} />,
    });
  });
};

function DashboardView({ dashboard, labels }: { readonly dashboard: Dashboard; readonly labels: Labels }) {
  const { from, to, total, weeks, by, latency } = dashboard;
  const worst = worstLanguage(by.language);
  const name = (kind: string) => (value: string) => labels.of(kind, value);
  return (
    <>
      <form method="get" action="/staff/dashboard" class="filters">
        <Field name="from" label="From" type="date" value={from} />
        <Field name="to" label="To" type="date" value={to} />
        <button type="submit" class="main">
          Show
        </button>
      </form>
      <Tiles total={total} />
      {worst && (
        <p class="warning">
          <strong>Worst language: {labels.of('language', worst.value)}.</strong>{' '}
          {shareWithInterval(worst.answered, questions(worst))} of its questions were answered, against{' '}
          {percent(total.answered, questions(total))} of all.{' '}
          <a href={`/staff/gaps?${new URLSearchParams({ language: worst.value })}`}>What it lacks</a>
        </p>
      )}
      <h2>By week</h2>
      <div class="beside">
        <WeekChart weeks={weeks} />
        <CountsTable caption="By week, from Monday" first="Week of" rows={weeks} name={value => value} />
      </div>
      <h2>By language</h2>
      <div class="beside">
        <ShareChart
          label="Share of questions answered, by language, with 95 % intervals"
          rows={by.language.map(row => ({
            name: labels.of('language', row.value),
            hits: row.answered,
            sample: questions(row),
          }))}
        />
        <CountsTable caption="By language" first="Language" rows={by.language} name={name('language')} />
      </div>
      <h2>By channel</h2>
      <CountsTable caption="By channel" first="Channel" rows={by.channel} name={name('channel')} />
      <Table
        caption="Time to make a reply"
        rows={latency}
        rowKey={({ channel }) => channel}
        empty="No reply in this time."
        columns={[
          { title: 'Channel', cell: ({ channel }) => labels.of('channel', channel) },
          { title: 'Replies', number: true, cell: ({ turns }) => whole(turns) },
          { title: 'Median', number: true, cell: ({ median }) => milliseconds(median) },
          { title: '95 % within', number: true, cell: ({ p95 }) => milliseconds(p95) },
        ]}
      />
      <h2>By plan</h2>
      <CountsTable
        caption="By plan, as the member named it"
        first="Plan"
        rows={by.plan}
        name={name('plan')}
      />
      <h2>By topic</h2>
      <CountsTable
        caption={`By topic, the ${MOST_TOPICS} most asked for`}
        first="Topic"
        rows={by.topic.slice(0, MOST_TOPICS)}
        name={name('topic')}
      />
    </>
  );
}

function Tiles({ total }: { readonly total: Counts }) {
  const asked = questions(total);
  const tiles = [
    ['Talks', whole(total.talks)],
    ['Messages', whole(total.turns)],
    ['Resolution: questions answered', percent(total.answered, asked)],
    ['Handed off', percent(total.handoff, asked)],
    ['No approved answer', percent(total.unanswered, asked)],
    ['Wrong, of those judged (95 %)', shareWithInterval(total.wrong, total.reviewed)],
    ['Thumbs up, of all thumbs', percent(total.thumbsUp, total.thumbsUp + total.thumbsDown)],
    ['911 and 988 cards', whole(total.alarms)],
  ] as const;
  return (
    <dl class="tiles">
      {tiles.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The language whose questions are answered least often, of those asked often enough to tell. */
export function worstLanguage(languages: readonly Counts[]): Counts | null {
  const rate = (row: Counts) => row.answered / questions(row);
  return languages
    .filter(row => questions(row) >= FEWEST_QUESTIONS)
    .reduce<Counts | null>((worst, row) => (worst && rate(worst) <= rate(row) ? worst : row), null);
}

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}
