import type { Request } from 'express';
import { SignJWT } from 'jose';
import { AppError } from '../../../bot/app-error.ts';
import {
  clientActivityId,
  postedActivity,
  watermarkNumber,
} from '../../../bot/channels/direct-line/activity-form.ts';
import { directLineBearers } from '../../../bot/channels/direct-line/bearers.ts';
import { feedbackValue, parseBody, startBody, tokenBody } from '../../../bot/channels/direct-line/bodies.ts';
import { directLineTokens } from '../../../bot/channels/direct-line/tokens.ts';
import { type Parser, promised, rawText, textOf } from '../parser.ts';

const AT = new Date('2026-11-24T18:00:00Z');
const seconds = Math.floor(AT.getTime() / 1000);
const key = new Uint8Array(32).fill(7);
const tokens = directLineTokens([key, new Uint8Array(32).fill(9)], () => AT);
const bearer = { conversationId: 'c-1', userId: 'dl_1', origins: ['https://plan.example'] };
const [ofMember, ofStream] = [await tokens.sign(bearer), await tokens.signStream('c-1')];
const SITE = 'a-secret-of-the-site-'.padEnd(40, 's');
const bearers = directLineBearers(tokens, [SITE]);
const signed = (
  claims: object,
  protect: { readonly alg: string; readonly kid?: string } = { alg: 'HS256' },
) => new SignJWT({ ...claims }).setProtectedHeader(protect).sign(key);
const odd = await signed({ aud: 'directline', conv: 7, iat: seconds, exp: seconds + 60 });
const old = await signed({ aud: 'directline', conv: 'c-1', iat: seconds - 90, exp: seconds - 60 });

const refusesClient = (error: unknown) =>
  error instanceof SyntaxError || (error instanceof AppError && error.status < 500);

function body(name: string, seeds: readonly string[], read: (body: unknown) => void): Parser {
  return {
    name: `Direct Line: ${name}`,
    seeds,
    refuses: refusesClient,
    run: input => {
      read(JSON.parse(rawText(input)));
      return true;
    },
  };
}

/** Signatures of base64url end in bits that count for nothing: tokens are compared by what they hold. */
function sameToken(one: string, other: string): boolean {
  const parts = (token: string) => {
    const [head, claims, signature = ''] = token.split('.');
    return `${head}.${claims}.${Buffer.from(signature, 'base64url').toString('hex')}`;
  };
  return parts(one) === parts(other);
}

function token(name: string, seeds: readonly string[], verify: (token: string) => Promise<unknown>): Parser {
  return {
    name: `Direct Line: ${name}`,
    seeds,
    refuses: refusesClient,
    run: async input => {
      const given = textOf(input);
      await verify(given);
      promised(
        seeds.slice(0, 1).some(one => sameToken(one, given)),
        'a token was believed that nobody signed',
      );
      return true;
    },
  };
}

/** What web clients send. */
export const DIRECT_LINE_PARSERS: readonly Parser[] = [
  body(
    'activity',
    [
      '{"type":"message","text":"hello","locale":"es-US","from":{"id":"u"},"channelData":{"clientActivityID":"1.a"}}',
      '{"type":"event","name":"feedback","value":{"helpful":true,"replyId":"c|0000001"},"entities":[{}],"attachments":null}',
    ],
    given => {
      const posted = parseBody(postedActivity, given);
      promised((posted.text ?? '').length <= 100_000, 'a text over its limit');
      promised(!/\d{4}/.test(posted.locale ?? ''), 'a locale that could be a number of a member');
      promised(/^[\w.:-]{1,100}$/.test(clientActivityId(posted) ?? 'none'), 'an id of other signs');
    },
  ),
  body('token request', ['{"user":{"id":"dl_1"},"trustedOrigins":["https://a.example"]}', '{}'], given => {
    parseBody(tokenBody, given);
  }),
  body('start', ['{"user":{"id":"dl_1"},"locale":"fa-IR"}', 'null'], given => {
    parseBody(startBody, given);
  }),
  body('feedback', ['{"replyId":"c|0000002","helpful":false,"reason":"unclear"}'], given => {
    parseBody(feedbackValue, given);
  }),
  {
    name: 'Direct Line: watermark',
    seeds: ['0', '12', '999999999999999', '-1', '1e3'],
    run: input => {
      const number = watermarkNumber(textOf(input));
      promised(Number.isSafeInteger(number) && number >= 0, 'no place in a talk');
      return true;
    },
  },
  {
    name: 'Direct Line: Authorization header',
    seeds: [`Bearer ${ofMember}`, `bearer ${SITE}`, `Bearer  ${ofMember}`, 'Basic a:b', `Bearer ${ofStream}`],
    refuses: refusesClient,
    run: async input => {
      const authorization = textOf(input);
      // Only these are read.
      const request = { headers: { authorization }, params: { id: 'c-1' } } as unknown as Request;
      const found = await bearers.forConversation(request);
      promised(found.conversationId === 'c-1', 'a token of another conversation');
      const given = authorization.split(' ').at(-1) ?? '';
      promised(given === SITE || sameToken(ofMember, given), 'a header was believed without a token');
      return true;
    },
  },
  token('token', [ofMember, ofStream, odd, old, `${ofMember}.${ofMember}`], tokens.verify),
  token('stream token', [ofStream, ofMember, odd], tokens.verifyStream),
];
