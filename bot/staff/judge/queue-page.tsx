import type { Request, Response } from 'express';
import { z } from 'zod';
import { readTalk, type Talk, type TalkTurn } from '../../transcripts/review/read-talk.ts';
import type { ReviewRules } from '../../transcripts/review/review-rules.ts';
import {
  MOST_COUNTED,
  nextTask,
  type ReviewTask,
  waitingTasks,
} from '../../transcripts/review/review-tasks.ts';
import { Form } from '../page/form.tsx';
import { staffOf } from '../sign-in/request-staff.ts';
import type { StaffTools } from '../staff-tools.ts';
import { MessageView } from '../talks/message-view.tsx';
import { talkAddress } from '../talks/talk-table.tsx';
import { TurnView } from '../talks/turn-view.tsx';
import type { Labels } from '../words/labels.ts';
import { timeSince, whole } from '../words/numbers.ts';
import { JudgeForm } from './judge-form.tsx';
import { keysOn } from './keys.ts';

/** Messages before the one to judge that are shown with it. */
const SHOWN_BEFORE = 6;

const place = z.object({
  priority: z.coerce.number().int(),
  at: z.coerce.number().int(),
});

/** The next turn that the reviewer should judge, with its form. */
export function queuePage({ parts, audit, show }: StaffTools, labels: Labels, rules: ReviewRules) {
  const { db } = parts.database;
  return async (request: Request, response: Response) => {
    const { name } = staffOf(request);
    const now = parts.clock();
    const skipped = place.safeParse(request.query);
    const task = await nextTask(db, rules, {
      reviewer: name,
      now,
      after: skipped.success ? { priority: skipped.data.priority, at: new Date(skipped.data.at) } : null,
    });
    const waiting = await waitingTasks(db, rules, name, now);
    const talk = task && (await readTalk(db, task.conversationId));
    const turn = talk?.turns.find(({ number }) => number === task?.number);
    if (talk) await audit.record({ who: name, action: 'talk.view', subject: talk.id });
    show(request, response, {
      title: 'Review queue',
      wide: true,
      notice: request.query.saved === undefined ? null : 'Your judgement was saved.',
      content: (
        <>
          <Waiting waiting={waiting} labels={labels} />
          {task && talk && turn ? (
            <Task
              task={task}
              talk={talk}
              turn={turn}
              labels={labels}
              topics={[...(parts.means().knowledge?.topics.keys() ?? [])].sort()}
              viewer={name}
              keys={keysOn(request)}
              now={now}
            />
          ) : (
            <p>
              {skipped.success ? 'That was the last one. ' : 'Nothing waits for you. '}
              <a href="/staff/queue">From the start</a>
            </p>
          )}
        </>
      ),
    });
  };
}

function Waiting(props: {
  readonly waiting: readonly { readonly reason: string; readonly turns: number }[];
  readonly labels: Labels;
}) {
  const { waiting, labels } = props;
  if (waiting.length === 0) return null;
  return (
    <ul class="waiting" aria-label="Waiting for you">
      {waiting.map(({ reason, turns }) => (
        <li key={reason}>
          {labels.of('reason', reason)}:{' '}
          <strong>{turns > MOST_COUNTED ? `more than ${whole(MOST_COUNTED)}` : whole(turns)}</strong>
        </li>
      ))}
    </ul>
  );
}

function Task(props: {
  readonly task: ReviewTask;
  readonly talk: Talk;
  readonly turn: TalkTurn;
  readonly labels: Labels;
  readonly topics: readonly string[];
  readonly viewer: string;
  readonly keys: boolean;
  readonly now: Date;
}) {
  const { task, talk, turn, labels, topics, viewer, keys, now } = props;
  const before = talk.messages.filter(({ number }) => number < turn.number).slice(-SHOWN_BEFORE);
  const skip = new URLSearchParams({ priority: String(task.priority), at: String(task.at.getTime()) });
  return (
    <>
      <p>
        <strong>{labels.of('reason', task.reason)}</strong>, {timeSince(task.at, now)} ago, talk{' '}
        <a href={talkAddress(talk.id)} class="code">
          {talk.reference}
        </a>
        , {labels.of('channel', talk.channel)}
      </p>
      {before.length > 0 && (
        <details>
          <summary>What was said before ({before.length})</summary>
          {before.map(message => (
            <MessageView key={message.number} message={message} labels={labels} />
          ))}
        </details>
      )}
      <TurnView talk={talk} turn={turn} labels={labels} viewer={viewer} showsOthers={false}>
        <JudgeForm
          conversationId={talk.id}
          number={turn.number}
          labels={labels}
          topics={topics}
          mine={null}
          next="queue"
          keys={keys}
        />
        <p>
          <a class="button" href={`/staff/queue?${skip}`} {...(keys ? { 'data-key': 'n' } : {})}>
            Skip to the next{keys && <kbd>N</kbd>}
          </a>
        </p>
        <Form action="/staff/queue/keys">
          <input type="hidden" name="keys" value={keys ? 'off' : 'on'} />
          <button type="submit">Turn single keys {keys ? 'off' : 'on'}</button>
        </Form>
      </TurnView>
    </>
  );
}
