import type { Request } from 'express';
import { type Operation, operationSchema } from '../../../knowledge/publish/operation.ts';
import { AppError } from '../../app-error.ts';
import { formText } from '../page/form-text.ts';

/** Reads the change that a form describes. @throws {AppError} `BadRequest`, saying what is missing. */
export function readOperation(request: Request): Operation {
  const text = (name: string) => formText(request, name).trim();
  const lines = (name: string) =>
    text(name)
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(Boolean);
  const words = {
    title: text('title'),
    label: text('label'),
    body: unix(text('body')),
    sms: unix(text('sms')),
  };
  const kind = text('kind');
  const parsed = operationSchema.safeParse(
    kind === 'edit-article'
      ? {
          kind,
          topic: text('topic'),
          language: text('language'),
          ...words,
          base: text('base'),
          translationsFit: text('translations-fit') === 'yes',
        }
      : kind === 'new-article'
        ? {
            kind,
            topic: text('topic'),
            ...words,
            samples: lines('samples'),
            lines: lines('lines'),
            source: text('source'),
          }
        : {
            kind: 'add-samples',
            topic: text('topic'),
            language: text('language'),
            samples: lines('samples'),
          },
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError(
      'BadRequest',
      `${issue?.path.join(' ') || 'the form'}: ${issue?.message ?? 'incomplete'}`,
    );
  }
  return parsed.data;
}

const unix = (text: string) => text.replace(/\r\n/g, '\n');
