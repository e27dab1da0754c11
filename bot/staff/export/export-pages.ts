import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { AppError } from '../../app-error.ts';
import { planDay } from '../../transcripts/review/plan-day.ts';
import { queryText } from '../page/form-text.ts';
import { staffOf } from '../sign-in/request-staff.ts';
import type { PageGroup } from '../staff-tools.ts';
import { askedFor, filterOf, readListQuery } from '../talks/list-query.ts';
import { noTalk, talkId } from '../talks/talk-id.ts';
import { exportTalks, FORMATS, type Format, talkAs } from './export-talks.ts';

/** Talks as files: the ones a list shows, or one of them. Both begin and end of an export are in the audit log. */
export const exportPages: PageGroup = (router, { parts, audit, needs }) => {
  const { db } = parts.database;

  router.get('/export', needs('editor'), async (request, response) => {
    const format = formatOf(queryText(request, 'format'));
    const query = readListQuery(request.query);
    const who = staffOf(request).name;
    await audit.record({ who, action: 'talks.export', details: { format, ...askedFor(query) } });
    startFile(response, `talks-${planDay(parts.clock())}`, format);
    let talks = 0;
    const texts = async function* () {
      for await (const piece of exportTalks(db, filterOf(query), format)) {
        talks += piece.talks;
        yield piece.text;
      }
    };
    try {
      await pipeline(texts, response);
    } finally {
      // Also where whoever asked went away in the middle.
      await audit.record({ who, action: 'talks.exported', details: { format, talks } });
    }
  });

  router.get('/talks/:id/export', needs('editor'), async (request, response) => {
    const id = talkId(request);
    const format = formatOf(queryText(request, 'format'));
    const row = await db
      .selectFrom('conversations')
      .select('reference')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) throw noTalk();
    await audit.record({
      who: staffOf(request).name,
      action: 'talk.export',
      subject: id,
      details: { format },
    });
    const text = await talkAs(db, id, format);
    startFile(response, `talk-${row.reference.replace(/[^\w-]/g, '_')}`, format);
    response.end(format === 'transcript' ? `[${text}]\n` : text);
  });
};

function formatOf(asked: string): Format {
  const format = (Object.keys(FORMATS) as Format[]) // the keys of FORMATS are its formats
    .find(one => one === asked);
  if (!format)
    throw new AppError('BadRequest', `choose one of the formats ${Object.keys(FORMATS).join(', ')}`);
  return format;
}

function startFile(response: Response, name: string, format: Format): void {
  const { type, ending } = FORMATS[format];
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${name}.${ending}"`);
}
