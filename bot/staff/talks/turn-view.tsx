import type { ComponentChildren } from 'preact';
import type { Talk, TalkMessage, TalkTurn } from '../../transcripts/review/read-talk.ts';
import { Said, undisguised } from '../page/said.tsx';
import { When } from '../page/when.tsx';
import type { Labels } from '../words/labels.ts';
import { MessageView } from './message-view.tsx';
import { TurnFacts } from './turn-facts.tsx';

/** The judgements of others are shown only to who has given one's own: a second look has to be a fresh one. */
export interface TurnViewProps {
  readonly talk: Talk;
  readonly turn: TalkTurn;
  readonly labels: Labels;
  readonly viewer: string;
  readonly showsOthers: boolean;
  /** Below it all: the form, or a link to it. */
  readonly children?: ComponentChildren;
}

/** A message of the member with its replies, what was decided, thumbs, delivery and judgements. */
export function TurnView({ talk, turn, labels, viewer, showsOthers, children }: TurnViewProps) {
  const asked = talk.messages.find(({ number }) => number === turn.number);
  const replies = talk.messages.filter(({ replyTo }) => replyTo === turn.number);
  return (
    <section class="turn" id={`turn-${turn.number}`} aria-labelledby={`turn-${turn.number}-title`}>
      <h2 id={`turn-${turn.number}-title`}>Message {turn.number}</h2>
      <div class="said-and-done">
        <div>
          {asked && <MessageView message={asked} labels={labels} />}
          {replies.map(reply => (
            <div key={reply.number}>
              <MessageView message={reply} labels={labels} />
              <AfterReply talk={talk} reply={reply} />
            </div>
          ))}
        </div>
        <TurnFacts turn={turn} labels={labels} />
      </div>
      <Judgements talk={talk} turn={turn} labels={labels} viewer={viewer} showsOthers={showsOthers} />
      {children}
    </section>
  );
}

function AfterReply({ talk, reply }: { readonly talk: Talk; readonly reply: TalkMessage }) {
  const thumbs = talk.thumbs.filter(({ number }) => number === reply.number);
  const delivery = talk.deliveries.find(({ number }) => number === reply.number);
  return (
    <>
      {thumbs.map(({ helpful, reason, at }) => (
        <p key={at.getTime()} class={helpful ? 'thumb up' : 'thumb down'}>
          <strong>{helpful ? 'Thumb up' : 'Thumb down'}</strong>
          {reason !== null && (
            <>
              : <Said text={reason} />
            </>
          )}
        </p>
      ))}
      {delivery && (
        <p class="soft">
          Text message: {delivery.status}
          {delivery.error !== null && ` (${undisguised(delivery.error)})`},{' '}
          <When at={delivery.at.getTime()} />
        </p>
      )}
    </>
  );
}

function Judgements({ talk, turn, labels, viewer, showsOthers }: TurnViewProps) {
  const reviews = talk.reviews.filter(({ number }) => number === turn.number);
  const seen = showsOthers ? reviews : reviews.filter(({ reviewer }) => reviewer === viewer);
  const hidden = reviews.length - seen.length;
  return (
    <>
      {seen.length > 0 && (
        <ul class="judgements">
          {seen.map(review => (
            <li key={review.reviewer}>
              <strong>{labels.of('verdict', review.verdict)}</strong> by {undisguised(review.reviewer)},{' '}
              <When at={review.at.getTime()} />
              {review.rightTopic !== null && (
                <>
                  {' '}
                  – right topic: <span class="code">{undisguised(review.rightTopic)}</span>
                </>
              )}
              {review.note !== null && (
                <>
                  {' '}
                  – <Said text={review.note} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p class="soft">
          {hidden === 1 ? 'One other person has' : `${hidden} others have`} judged this; you will see it after
          you have.
        </p>
      )}
    </>
  );
}
