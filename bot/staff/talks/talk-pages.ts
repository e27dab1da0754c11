import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import { followUpTalk } from '../../transcripts/review/follow-ups.ts';
import { forgetView, saveView } from '../../transcripts/review/saved-views.ts';
import { addTag, removeTag, tidyTag } from '../../transcripts/review/tags.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { loadLabels } from '../words/labels.ts';
import { listPage } from './list-page.tsx';
import { listAddress, readListQuery } from './list-query.ts';
import { livePage, liveTalkPage } from './live-page.tsx';
import { noTalk, talkId } from './talk-id.ts';
import { talkPage } from './talk-page.tsx';
import { talkAddress } from './talk-table.tsx';

const viewName = z.object({ name: z.string().trim().min(1).max(60) });

/** The list of talks, one talk, the talks that are going on. */
export const talkPages: PageGroup = (router, tools) => {
  const { parts, audit, needs, addToNav } = tools;
  const { db } = parts.database;
  const labels = loadLabels();
  addToNav({ href: '/staff/talks', label: 'Talks', role: 'reader', order: 10 });
  addToNav({ href: '/staff/live', label: 'Live', role: 'reader', order: 40 });

  router.get('/talks', needs('reader'), listPage(tools, labels));
  router.get('/live', needs('reader'), livePage(tools, labels));
  router.get('/live/:id', needs('reader'), liveTalkPage(tools, labels));
  router.get('/talks/:id', needs('reader'), talkPage(tools, labels));

  router.post('/talks/views', needs('reader'), async (request, response) => {
    const { name } = read(viewName, request.body, 'give the view a name of 60 letters at most');
    const given = new URLSearchParams(String(request.body.query ?? ''));
    const address = listAddress(readListQuery(Object.fromEntries(given)));
    await saveView(db, staffOf(request).id, { name, query: address.split('?')[1] ?? '' }, parts.clock());
    response.redirect(303, address);
  });

  router.post('/talks/views/forget', needs('reader'), async (request, response) => {
    const { name } = read(viewName, request.body, 'there is no such view');
    await forgetView(db, staffOf(request).id, name);
    response.redirect(303, '/staff/talks');
  });

  router.post('/talks/:id/tags', needs('reviewer'), async (request, response) => {
    const id = await known(talkId(request));
    const tag = tidyTag(String(request.body.tag ?? ''));
    if (tag === null) throw new AppError('BadRequest', 'a tag has 1 to 40 letters');
    const { name } = staffOf(request);
    const remove = request.body.remove === 'yes';
    await audit.record({
      who: name,
      action: remove ? 'talk.untag' : 'talk.tag',
      subject: id,
      details: { tag },
    });
    if (remove) await removeTag(db, id, tag);
    else await addTag(db, id, { tag, by: name, at: parts.clock() });
    response.redirect(303, `${talkAddress(id)}#tags`);
  });

  router.post('/talks/:id/follow-up', needs('reviewer'), async (request, response) => {
    const id = await known(talkId(request));
    const { name } = staffOf(request);
    await audit.record({ who: name, action: 'talk.follow-up', subject: id });
    await followUpTalk(db, id, { by: name, at: parts.clock() });
    response.redirect(303, talkAddress(id));
  });

  async function known(id: string): Promise<string> {
    if (!(await parts.log.find(id))) throw noTalk();
    return id;
  }
};

function read<T>(schema: z.ZodType<T>, body: unknown, problem: string): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new AppError('BadRequest', problem);
  return parsed.data;
}
