import type { Request } from 'express';
import { AppError } from '../../../bot/app-error.ts';
import { readOperation } from '../../../bot/staff/drafts/read-operation.ts';
import { safeCell } from '../../../bot/staff/export/safe-cell.ts';
import { formText, queryText } from '../../../bot/staff/page/form-text.ts';
import { undisguised } from '../../../bot/staff/page/said.tsx';
import { safeBack } from '../../../bot/staff/sign-in/back.ts';
import { staffCookies } from '../../../bot/staff/sign-in/cookies.ts';
import { highestRole } from '../../../bot/staff/sign-in/open-id.ts';
import { newTotpSecret, recoveryHash, totpStep } from '../../../bot/staff/sign-in/second-factor.ts';
import { filterOf, listAddress, readListQuery } from '../../../bot/staff/talks/list-query.ts';
import { seal } from '../../../bot/state/seal.ts';
import { searchTerms, textQuery } from '../../../bot/transcripts/talk-index/search-terms.ts';
import { operationSchema } from '../../../knowledge/publish/operation.ts';
import { type Parser, promised, rawText, same, textOf } from '../parser.ts';

const refuses = (error: unknown) => error instanceof AppError && error.status < 500;
const kept = seal([Buffer.alloc(32, 5)], 'fuzz');
const SECRET = newTotpSecret();
const NOW = new Date('2026-11-24T18:00:00Z');

/** A request as express gives it to a handler, with what a page of the console reads of it. */
function request(parts: {
  readonly cookie?: string;
  readonly form?: string;
  readonly query?: string;
}): Request {
  const flat = (text = '') => Object.fromEntries(new URLSearchParams(text));
  return {
    headers: { cookie: parts.cookie },
    body: flat(parts.form),
    query: flat(parts.query),
  } as unknown as Request; // no more is read
}

const DRAFTS = [
  'kind=add-samples&topic=care.dental&language=es&samples=uno%0D%0Ados',
  'kind=edit-article&topic=care.dental&language=en&title=T&label=L&body=B&sms=S&base=0123456789ab&translations-fit=yes',
  'kind=new-article&topic=care.new&title=T&label=L&body=B&sms=S&samples=a%0Ab&lines=plan&source=https%3A%2F%2Fa.example',
];

/** What browsers of staff send to the console, and what goes out of it as a file. */
export const STAFF_PARSERS: readonly Parser[] = [
  {
    name: 'console: cookies',
    seeds: ['a=b; __Host-staff=abc; staff=x', '__Host-staff="q"; =; ;;', 'staff'],
    run: input => {
      const cookie = textOf(input);
      const value = staffCookies(true).read(request({ cookie }), 'staff');
      if (value === null) return false;
      promised(cookie.includes(value) && !value.includes(';'), 'a value that no cookie had');
      return true;
    },
  },
  {
    name: 'console: page to go back to',
    seeds: [
      '/staff/talks?text=a',
      '/staff',
      '/staff/../v3',
      '//evil.example',
      '/staff/%2e%2e/x',
      '/staff\\evil',
    ],
    run: input => {
      const given = textOf(input);
      const back = safeBack(given);
      const url = new URL(back, 'https://own.example');
      promised(url.origin === 'https://own.example', 'a page elsewhere');
      promised(/^\/staff(\/|$)/.test(url.pathname), 'a page outside of the console');
      return back === given;
    },
  },
  {
    name: 'console: form texts',
    seeds: ['name=a&name=b&note=%F0%9F%98%80', 'a=%zz&=&&', '__proto__=x'],
    run: input => {
      const text = rawText(input);
      for (const name of ['name', 'note', '__proto__', 'constructor']) {
        const [form, query] = [
          formText(request({ form: text }), name),
          queryText(request({ query: text }), name),
        ];
        promised(typeof form === 'string' && typeof query === 'string', 'a field that is no text');
      }
      return true;
    },
  },
  {
    name: 'console: list of talks',
    seeds: [
      'text=renew+card&from=2026-01-31&to=2026-02-01&language=es&review=none',
      'reference=7kq4mtc&topic=care.dental&to=9999-12-31',
      'from=0000-01-01&to=2026-11-01',
    ],
    run: input => {
      const query = readListQuery(Object.fromEntries(new URLSearchParams(rawText(input))));
      const filter = filterOf(query);
      for (const at of [filter.from, filter.to])
        promised(at === undefined || Number.isFinite(at.getTime()), 'a day that is no moment');
      const address = new URL(listAddress(query, 7), 'https://own.example');
      promised(
        same(readListQuery(Object.fromEntries(address.searchParams)), query),
        'the list has another address the second time',
      );
      return true;
    },
  },
  {
    name: 'console: search',
    seeds: ['renew my card', '續保 白卡', 'تجديد البطاقة', 'ប័ណ្ណ', '카드 갱신', 'a b c d e f g h i j k'],
    run: input => {
      const text = textOf(input);
      const query = textQuery(text);
      const terms = new Set(searchTerms(text));
      if (!query) return false;
      if (text.length < 500) {
        promised(
          query.terms.every(term => terms.has(term)),
          'a text is not found by its own words',
        );
        promised(query.best([text]) === 0, 'a text does not have its own words');
      }
      return true;
    },
  },
  {
    name: 'console: draft',
    seeds: DRAFTS,
    refuses,
    run: input => {
      const operation = readOperation(request({ form: rawText(input) }));
      promised(operationSchema.safeParse(operation).success, 'a change of another form');
      promised(/^[a-z-]+\.[a-z-]+$/.test(operation.topic), 'a topic that could lead out of its folder');
      return true;
    },
  },
  {
    name: 'console: cell of a file',
    seeds: ['=1+1', '\u200b=cmd|', '  @SUM(A1)', '\t-1', 'plain', '＝1', '\u202e=x', "'=1"],
    run: input => {
      const text = textOf(input);
      const cell = safeCell(text);
      promised(!/^[\s\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠]/u.test(cell), 'a cell that begins a formula');
      promised(!/^[\t\r]/.test(cell), 'a cell that begins with a sign that spreadsheets drop');
      promised(!/[\u202a-\u202e\u2066-\u2069\u0000]/.test(cell), 'a cell that reads as another');
      promised(undisguised(cell) === cell, 'a cell that changes the second time');
      return true;
    },
  },
  {
    name: 'console: codes of the second factor',
    seeds: ['123456', '123 456', 'ABCD-EFGH-IJKL-MNOP', '١٢٣٤٥٦'],
    run: input => {
      const code = textOf(input);
      promised(recoveryHash('id', code).length === 43, 'no hash');
      const step = totpStep(SECRET, code, NOW);
      promised(step === null || Number.isSafeInteger(step), 'no step');
      return step !== null;
    },
  },
  {
    name: 'console: claim of roles',
    seeds: [
      '["plan-qa","plan-leads"]',
      '"plan-qa"',
      '{"a":1}',
      '[["constructor"]]',
      '"__proto__"',
      '"constructor"',
    ],
    refuses: error => error instanceof SyntaxError,
    run: input => {
      const role = highestRole(JSON.parse(rawText(input)), {
        'plan-qa': 'reviewer',
        'plan-leads': 'approver',
      });
      promised(role === null || role === 'reviewer' || role === 'approver', 'a role that nobody has');
      return role !== null;
    },
  },
  {
    name: 'console: sealed text',
    seeds: [kept.close('secret'), kept.close(''), 'AAAA', ''],
    refuses: error => error instanceof Error && /sealed under a key/.test(error.message),
    run: input => {
      const text = kept.open(textOf(input));
      promised(text === 'secret' || text === '', 'a text that nobody sealed');
      return true;
    },
  },
];
