import type { Request, Response } from 'express';
import type { ComponentChildren } from 'preact';
import { runningTalks } from '../../transcripts/review/list-talks.ts';
import { readTalk } from '../../transcripts/review/read-talk.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { StaffTools } from '../staff-tools.ts';
import type { Labels } from '../words/labels.ts';
import { timeSince } from '../words/numbers.ts';
import { MessageView } from './message-view.tsx';
import { onceAWhile } from './once-a-while.ts';
import { noTalk, talkId } from './talk-id.ts';
import { TalkTable, talkAddress } from './talk-table.tsx';

/** A talk is running where somebody wrote in it so lately. */
const RUNNING_MS = 15 * 60_000;
const MOST_RUNNING = 50;
/** Seconds between two loads where staff asked for them and have no script. */
const AGAIN_SECONDS = 15;

/** The talks that are going on now. */
export function livePage({ parts, audit, show }: StaffTools, labels: Labels) {
  const record = onceAWhile(audit);
  return async (request: Request, response: Response) => {
    const now = parts.clock();
    await record({ who: staffOf(request).name, action: 'talk.live-list' }, now);
    const talks = await runningTalks(parts.database.db, new Date(now.getTime() - RUNNING_MS), MOST_RUNNING);
    show(request, response, {
      title: 'Live',
      wide: true,
      ...again(request),
      content: (
        <Live address="/staff/live">
          <TalkTable
            caption="Somebody wrote in the last 15 minutes, newest word first"
            talks={talks}
            labels={labels}
            empty="Nobody is writing now."
            time={{ title: 'Last word', of: talk => `${timeSince(talk.updatedAt, now)} ago` }}
          />
        </Live>
      ),
    });
  };
}

/** The messages of one talk, as they come. */
export function liveTalkPage({ parts, audit, show }: StaffTools, labels: Labels) {
  const record = onceAWhile(audit);
  return async (request: Request, response: Response) => {
    const id = talkId(request);
    const talk = await readTalk(parts.database.db, id);
    if (!talk) throw noTalk();
    await record({ who: staffOf(request).name, action: 'talk.watch', subject: id }, parts.clock());
    show(request, response, {
      title: `Talk ${talk.reference}, live`,
      ...again(request),
      content: (
        <>
          <p>
            <a href={talkAddress(id)}>What was decided in this talk</a>
          </p>
          <Live address={`/staff/live/${encodeURIComponent(id)}`}>
            {talk.messages.map(message => (
              <MessageView key={message.number} message={message} labels={labels} />
            ))}
          </Live>
        </>
      ),
    });
  };
}

function again(request: Request): { readonly refresh?: number } {
  return request.query.again === undefined ? {} : { refresh: AGAIN_SECONDS };
}

/** What the console's script keeps fresh for as long as its box is ticked; without the script there are links. */
function Live({ address, children }: { readonly address: string; readonly children: ComponentChildren }) {
  return (
    <>
      <p class="row">
        <a class="button" href={address}>
          Load again
        </a>
        <a class="button without-script" href={`${address}?again`}>
          Load again every {AGAIN_SECONDS} seconds
        </a>
        <span class="with-script" hidden data-live-switch>
          <input type="checkbox" id="live" checked /> <label for="live">Keep fresh</label>
        </span>
      </p>
      <div data-live={address}>{children}</div>
    </>
  );
}
