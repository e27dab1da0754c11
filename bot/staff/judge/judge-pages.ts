import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { loadReviewRules } from '../../transcripts/review/review-rules.ts';
import { saveReview } from '../../transcripts/review/reviews.ts';
import { VERDICTS } from '../../transcripts/review/verdicts.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { talkId } from '../talks/talk-id.ts';
import { talkAddress } from '../talks/talk-table.tsx';
import { loadLabels } from '../words/labels.ts';
import { agreementPage } from './agreement-page.tsx';
import { setKeys } from './keys.ts';
import { queuePage } from './queue-page.tsx';

const LONGEST_NOTE = 1_000;

/** Number of no message stands for what is none. */
const messageNumber = z.coerce.number().int().min(0).max(2_147_483_647).catch(0);

const judgement = z.object({
  verdict: z.enum(VERDICTS),
  topic: z.string().max(100).default(''),
  note: z.string().trim().max(LONGEST_NOTE).default(''),
  next: z.enum(['queue', 'talk']).default('talk'),
});

/** Judging replies: the queue, the form's target, and how far reviewers agree. */
export const judgePages: PageGroup = (router, tools) => {
  const { parts, audit, needs, addToNav } = tools;
  const labels = loadLabels();
  const rules = loadReviewRules();
  addToNav({ href: '/staff/queue', label: 'Review queue', role: 'reviewer', order: 20 });
  addToNav({ href: '/staff/agreement', label: 'Agreement', role: 'reviewer', order: 60 });

  router.get('/queue', needs('reviewer'), queuePage(tools, labels, rules));
  router.get('/agreement', needs('reviewer'), agreementPage(tools, labels));

  router.post('/queue/keys', needs('reviewer'), (request, response) => {
    setKeys(response, request.body.keys !== 'off');
    response.redirect(303, '/staff/queue');
  });

  router.post('/judge/:id/:number', needs('reviewer'), async (request, response) => {
    const parsed = judgement.safeParse(request.body);
    if (!parsed.success)
      throw new AppError('BadRequest', 'choose how the reply was; a note has 1,000 letters at most');
    const { verdict, topic, note, next } = parsed.data;
    if (topic !== '' && parts.means().knowledge?.topics.has(topic) === false)
      throw new AppError('BadRequest', 'there is no such topic');
    const id = talkId(request);
    const number = messageNumber.parse(request.params.number);
    const { name } = staffOf(request);
    await audit.record({ who: name, action: 'talk.judge', subject: id, details: { number, verdict, topic } });
    const saved = await saveReview(parts.database.db, {
      conversationId: id,
      number,
      reviewer: name,
      verdict,
      rightTopic: topic || null,
      note: note || null,
      at: parts.clock(),
    });
    if (!saved) throw new AppError('NotFound', 'there is no such message; the talk may have been deleted');
    response.redirect(303, next === 'queue' ? '/staff/queue?saved' : `${talkAddress(id)}#turn-${number}`);
  });
};
