import type { Request, Response } from 'express';
import { readTalk, type Talk } from '../../transcripts/review/read-talk.ts';
import { isUrgent } from '../../transcripts/talk-index/turn-terms.ts';
import { ExportLinks } from '../export/export-links.tsx';
import { JudgeForm } from '../judge/judge-form.tsx';
import { Form } from '../page/form.tsx';
import { When } from '../page/when.tsx';
import { includesRole } from '../people/roles.ts';
import type { StaffMember } from '../people/staff-member.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { StaffTools } from '../staff-tools.ts';
import type { Labels } from '../words/labels.ts';
import { timeSince } from '../words/numbers.ts';
import { MessageView } from './message-view.tsx';
import { TagList } from './tag-list.tsx';
import { noTalk, talkId } from './talk-id.ts';
import { Flags, talkAddress } from './talk-table.tsx';
import { TurnView } from './turn-view.tsx';

/** One talk from its beginning, with the form of the turn that `?judge=` names. */
export function talkPage({ parts, audit, show }: StaffTools, labels: Labels) {
  return async (request: Request, response: Response) => {
    const staff = staffOf(request);
    const id = talkId(request);
    const talk = await readTalk(parts.database.db, id);
    if (!talk) throw noTalk();
    await audit.record({ who: staff.name, action: 'talk.view', subject: id });
    show(request, response, {
      title: `Talk ${talk.reference}`,
      wide: true,
      content: (
        <TalkView
          talk={talk}
          labels={labels}
          staff={staff}
          judged={Number(request.query.judge) || null}
          topics={[...(parts.means().knowledge?.topics.keys() ?? [])].sort()}
          now={parts.clock()}
        />
      ),
    });
  };
}

function TalkView(props: {
  readonly talk: Talk;
  readonly labels: Labels;
  readonly staff: StaffMember;
  /** Number of the turn whose form is open. */
  readonly judged: number | null;
  readonly topics: readonly string[];
  readonly now: Date;
}) {
  const { talk, labels, staff, judged, topics, now } = props;
  const judges = includesRole(staff.role, 'reviewer');
  const before = talk.messages.filter(
    ({ number, replyTo }) => replyTo === null && !talk.turns.some(turn => turn.number === number),
  );
  return (
    <>
      <TalkHead talk={talk} labels={labels} judges={judges} now={now} />
      {before.map(message => (
        <MessageView key={message.number} message={message} labels={labels} />
      ))}
      {talk.turns.map(turn => {
        const mine =
          talk.reviews.find(({ number, reviewer }) => number === turn.number && reviewer === staff.name) ??
          null;
        return (
          <TurnView
            key={turn.number}
            talk={talk}
            turn={turn}
            labels={labels}
            viewer={staff.name}
            showsOthers={!judges || mine !== null}
          >
            {judges && judged === turn.number && (
              <JudgeForm
                conversationId={talk.id}
                number={turn.number}
                labels={labels}
                topics={topics}
                mine={mine}
                next="talk"
                keys={false}
              />
            )}
            {judges && judged !== turn.number && (
              <p class="no-print">
                <a href={`${talkAddress(talk.id)}?judge=${turn.number}#turn-${turn.number}`}>
                  {mine ? 'Change my judgement of' : 'Judge'} message {turn.number}
                </a>
              </p>
            )}
          </TurnView>
        );
      })}
      {talk.messages.length === 0 && <p>Nothing is kept of this talk: it was deleted.</p>}
      <TagList id={talk.id} tags={talk.tags} edits={judges} />
    </>
  );
}

function TalkHead(props: {
  readonly talk: Talk;
  readonly labels: Labels;
  readonly judges: boolean;
  readonly now: Date;
}) {
  const { talk, labels, judges, now } = props;
  const { followUp, flags, updatedAt } = talk;
  const handled = followUp !== null && followUp.at >= updatedAt;
  return (
    <>
      <dl class="head">
        <div>
          <dt>Began</dt>
          <dd>
            <When at={talk.openedAt.getTime()} />
          </dd>
        </div>
        <div>
          <dt>Last word</dt>
          <dd>{timeSince(updatedAt, now)} ago</dd>
        </div>
        <div>
          <dt>Channel</dt>
          <dd>{labels.of('channel', talk.channel)}</dd>
        </div>
        <div>
          <dt>Language</dt>
          <dd>{talk.language === null ? 'not known' : labels.of('language', talk.language)}</dd>
        </div>
        <div>
          <dt>Plan</dt>
          <dd>{labels.of('plan', talk.plan ?? '')}</dd>
        </div>
      </dl>
      <p class="no-print">
        <a href={`/staff/live/${encodeURIComponent(talk.id)}`}>Watch it live</a>
      </p>
      <ExportLinks address={`${talkAddress(talk.id)}/export`} />
      {isUrgent(flags) && (
        <section class={handled ? 'notice' : 'warning'} aria-label="Flags">
          <p>
            <Flags flags={flags} labels={labels} />{' '}
            {followUp ? (
              <>
                Looked after by {followUp.by}, <When at={followUp.at.getTime()} />
                {!handled && '; the member wrote again since'}.
              </>
            ) : (
              `Nobody has looked after this yet. Last word ${timeSince(updatedAt, now)} ago.`
            )}
          </p>
          {judges && !handled && (
            <Form action={`${talkAddress(talk.id)}/follow-up`}>
              <button type="submit">I have looked after this</button>
            </Form>
          )}
        </section>
      )}
    </>
  );
}
