import type { Request } from 'express';
import { AppError } from '../../app-error.ts';
import type { LogDatabase } from '../../transcripts/schema.ts';
import { Field, Form } from '../page/form.tsx';
import { formText, queryText } from '../page/form-text.ts';
import { Said } from '../page/said.tsx';
import { Table } from '../page/table.tsx';
import { When } from '../page/when.tsx';
import { includesRole } from '../people/roles.ts';
import type { StaffMember } from '../people/staff-member.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { ArticleForm, type DraftStart, SamplesForm, TopicForm } from './draft-forms.tsx';
import { type Draft, draftStore } from './draft-store.ts';
import { DraftView, STATE_WORDS } from './draft-view.tsx';
import { draftWork } from './draft-work.ts';
import { findMessage } from './member-message.ts';
import { readOperation } from './read-operation.ts';

const REFRESH_S = 3;

/** Changes of the knowledge: an editor proposes and tries one, somebody else approves it, and it is live. */
export const draftPages: PageGroup = (router, { parts, audit, show, needs, addToNav }) => {
  const { database, clock, logger, means } = parts;
  const { editions, refresh } = parts.knowledge;
  const drafts = draftStore(database.db, clock);
  const work = draftWork({ drafts, editions, logger });
  addToNav({ href: '/staff/drafts', label: 'Drafts', role: 'editor', order: 50 });

  const found = async (request: Request): Promise<Draft> => {
    const draft = await drafts.find(String(request.params['id']));
    if (!draft) throw new AppError('NotFound', 'there is no such draft');
    return draft;
  };
  const tryNow = async (id: string) => {
    const draft = await drafts.find(id);
    if (draft) work.try(draft);
  };
  const moved = (done: boolean) => {
    if (!done) throw new AppError('Conflict', 'somebody else has just changed this draft: look at it again');
  };

  router.get('/drafts', needs('editor'), async (request, response) => {
    await audit.record({ who: staffOf(request).name, action: 'draft.list' });
    show(request, response, { title: 'Drafts', content: <DraftList drafts={await drafts.list()} /> });
  });

  router.get('/drafts/new', needs('editor'), async (request, response) => {
    await audit.record({ who: staffOf(request).name, action: 'draft.begin' });
    const start = await startOf(request, database.db);
    const form = String(request.query['form'] ?? 'samples');
    const { topic, language, message } = start;
    const link = (name: string) =>
      `/staff/drafts/new?${new URLSearchParams({ topic, language, form: name, ...(message ? { message: message.id } : {}) })}`;
    const content = (
      <>
        {message && (
          <p>
            A member wrote: <Said text={message.text} lang={language} />
          </p>
        )}
        <p class="choices">
          <a href={link('samples')}>More ways to ask</a> ·{' '}
          <a href={link('article')}>Other words for the answer</a> · <a href={link('topic')}>A new topic</a>
        </p>
        {form === 'article' ? (
          <ArticleForm means={means()} start={start} />
        ) : form === 'topic' ? (
          <TopicForm means={means()} start={start} />
        ) : (
          <SamplesForm means={means()} start={start} />
        )}
      </>
    );
    show(request, response, { title: 'A new draft', content });
  });

  router.post('/drafts', needs('editor'), async (request, response) => {
    const author = staffOf(request);
    const operation = readOperation(request);
    const why = formText(request, 'why').trim();
    if (why === '') throw new AppError('BadRequest', 'say why: who approves it wants to know');
    const about = await findMessage(database.db, formText(request, 'message'));
    const lang = formText(request, 'message-language');
    const samples =
      operation.kind === 'add-samples'
        ? operation.samples.map(sample => ({ lang: operation.language, text: sample }))
        : [];
    const messages = about
      ? [{ lang, text: about.text }, ...samples.filter(({ text }) => text !== about.text)]
      : samples;
    const conversationId = about?.conversationId ?? null;
    const id = await drafts.add({ operation, why, messages, conversationId }, author);
    await audit.record({
      who: author.name,
      action: 'draft.make',
      subject: id,
      details: { kind: operation.kind, topic: operation.topic, why },
    });
    await tryNow(id);
    response.redirect(303, `/staff/drafts/${id}`);
  });

  router.get('/drafts/:id', needs('editor'), async (request, response) => {
    const draft = await found(request);
    await audit.record({ who: staffOf(request).name, action: 'draft.view', subject: draft.id });
    const { operation } = draft;
    const now =
      operation.kind === 'edit-article'
        ? (means().knowledge?.topics.get(operation.topic)?.texts[operation.language] ?? null)
        : null;
    const content = (
      <>
        {draft.state === 'trying' && (
          <p role="status">
            The change is being tried on every trial question. This takes about half a minute.
          </p>
        )}
        <DraftView draft={draft} now={now} />
        <Actions draft={draft} viewer={staffOf(request)} />
      </>
    );
    show(request, response, {
      title: `Draft ${draft.id}`,
      content,
      wide: true,
      ...(draft.state === 'trying' ? { refresh: REFRESH_S } : {}),
    });
  });

  router.post('/drafts/:id/try', needs('editor'), async (request, response) => {
    const draft = await found(request);
    await audit.record({ who: staffOf(request).name, action: 'draft.try', subject: draft.id });
    moved(
      await drafts.change(draft.id, ['trying', 'refused', 'ready', 'sent', 'failed'], { state: 'trying' }),
    );
    await tryNow(draft.id);
    response.redirect(303, `/staff/drafts/${draft.id}`);
  });

  router.post('/drafts/:id/send', needs('editor'), async (request, response) => {
    const draft = await found(request);
    await audit.record({ who: staffOf(request).name, action: 'draft.send', subject: draft.id });
    moved(await drafts.change(draft.id, ['ready'], { state: 'sent' }));
    response.redirect(303, `/staff/drafts/${draft.id}`);
  });

  router.post('/drafts/:id/withdraw', needs('editor'), async (request, response) => {
    const draft = await found(request);
    const who = staffOf(request);
    if (draft.authorId !== who.id) throw new AppError('Forbidden', 'only its author can take a draft back');
    await audit.record({ who: who.name, action: 'draft.withdraw', subject: draft.id });
    moved(
      await drafts.change(draft.id, ['trying', 'refused', 'ready', 'sent', 'failed'], { state: 'withdrawn' }),
    );
    response.redirect(303, `/staff/drafts/${draft.id}`);
  });

  /** Nobody approves what they wrote themselves, whatever their role. */
  const decider = (request: Request, draft: Draft): { readonly who: StaffMember; readonly why: string } => {
    const who = staffOf(request);
    if (draft.authorId === who.id)
      throw new AppError('Forbidden', 'somebody else has to decide on your draft');
    const why = formText(request, 'why').trim();
    if (why === '') throw new AppError('BadRequest', 'say why, for the record');
    return { who, why };
  };

  router.post('/drafts/:id/approve', needs('approver'), async (request, response) => {
    const draft = await found(request);
    const { who, why } = decider(request, draft);
    if (draft.state !== 'sent' || draft.edition === null) {
      throw new AppError('Conflict', 'this draft does not wait for approval');
    }
    await audit.record({
      who: who.name,
      action: 'draft.approve',
      subject: draft.id,
      details: { edition: draft.edition, why },
    });
    try {
      await editions.putLive(draft.edition, who.name, why);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'edition-moved')) throw error;
      throw new AppError(
        'Conflict',
        'another change went live since this one was tried: try it again, look at it and approve it then',
      );
    }
    await drafts.change(draft.id, ['sent'], { state: 'live', decidedBy: who.name, decision: why });
    await refresh();
    response.redirect(303, `/staff/drafts/${draft.id}`);
  });

  router.post('/drafts/:id/reject', needs('approver'), async (request, response) => {
    const draft = await found(request);
    const { who, why } = decider(request, draft);
    await audit.record({ who: who.name, action: 'draft.reject', subject: draft.id, details: { why } });
    moved(await drafts.change(draft.id, ['sent'], { state: 'rejected', decidedBy: who.name, decision: why }));
    response.redirect(303, `/staff/drafts/${draft.id}`);
  });
};

async function startOf(request: Request, db: LogDatabase): Promise<DraftStart> {
  const language = queryText(request, 'language');
  return {
    topic: queryText(request, 'topic'),
    // Simplified Chinese is made from the Traditional text.
    language: language.startsWith('zh') ? 'zh-Hant' : language || 'en',
    message: await findMessage(db, queryText(request, 'message')),
  };
}

function DraftList({ drafts }: { readonly drafts: readonly Draft[] }) {
  return (
    <>
      <p>
        <a href="/staff/drafts/new">Make a draft</a> · <a href="/staff/editions">What is live</a>
      </p>
      <Table
        caption="Drafts, last changed first"
        rows={drafts}
        rowKey={({ id }) => id}
        empty="No drafts yet."
        columns={[
          { title: 'Draft', cell: ({ id }) => <a href={`/staff/drafts/${id}`}>{id}</a> },
          { title: 'State', cell: ({ state }) => STATE_WORDS[state] },
          { title: 'Topic', cell: ({ operation }) => operation.topic },
          { title: 'Why', cell: ({ why }) => <Said text={why} /> },
          { title: 'By', cell: ({ author }) => author },
          { title: 'Changed', cell: ({ changedAt }) => <When at={changedAt} /> },
        ]}
      />
    </>
  );
}

function Actions({ draft, viewer }: { readonly draft: Draft; readonly viewer: StaffMember }) {
  const own = draft.authorId === viewer.id;
  const open = ['trying', 'refused', 'ready', 'sent', 'failed'].includes(draft.state);
  const to = (action: string) => `/staff/drafts/${draft.id}/${action}`;
  return (
    <div class="actions">
      {draft.state === 'ready' && (
        <Form action={to('send')}>
          <button type="submit" class="main">
            Send for approval
          </button>
        </Form>
      )}
      {draft.state === 'sent' && own && <p>Somebody else has to approve it.</p>}
      {draft.state === 'sent' && !own && includesRole(viewer.role, 'approver') && (
        <>
          <Form action={to('approve')} class="decide">
            <Field name="why" id="approve-why" label="Why it may go live" required />
            <button type="submit" class="main">
              Approve and put live
            </button>
          </Form>
          <Form action={to('reject')} class="decide">
            <Field name="why" id="reject-why" label="Why not" required />
            <button type="submit">Do not approve</button>
          </Form>
        </>
      )}
      {open && (
        <Form action={to('try')}>
          <button type="submit">Try again</button>
        </Form>
      )}
      {open && own && (
        <Form action={to('withdraw')}>
          <button type="submit">Take back</button>
        </Form>
      )}
    </div>
  );
}
