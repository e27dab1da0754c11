import { configuredProvider, languagesOfNumbers } from '../../../bot/channels/sms/sms-settings.ts';
import { ConfigError, readConfig } from '../../../bot/config.ts';
import { securityHeaders } from '../../../bot/edge/security-headers.ts';
import { trustedProxies } from '../../../bot/edge/trusted-proxies.ts';
import { editionSigner } from '../../../bot/editions/signature.ts';
import { parseRedisAddress, RedisAddressError } from '../../../bot/state/redis-address.ts';
import { oneOf, type Parser, promised, textOf } from '../parser.ts';

const SETTINGS = [
  [
    'PORT=3978',
    'TRUSTED_PROXIES=10.0.0.0/8, loopback,fe80::1/64,192.0.2.1',
    'PUBLIC_URL=https://bot.example',
    'REDIS_URL=redis://u:p%40@h:6379/0',
    'SMS_PROVIDER=twilio',
    'SMS_ACCOUNT=AC1',
    'SMS_SECRETS=a,b',
    'SMS_NUMBERS=+12135550100=es,+12135550101',
  ],
  [
    'HOST=0.0.0.0',
    'BOT_FRAMEWORK=false',
    'OIDC_ISSUER=https://id.example',
    'OIDC_CLIENT_ID=x',
    'OIDC_CLIENT_SECRET=y',
    'OIDC_ROLES=plan-qa=reviewer,a=b=approver',
    'PUBLIC_URL=https://bot.example/path/',
    `EDITION_SIGNING_KEYS=${Buffer.alloc(32, 1).toString('base64')}`,
    'STAFF_KEYS_FILE=/run/secrets/staff',
    'METRICS_PORT=9464',
  ],
].map(lines => lines.join('\n'));

const ADDRESSES = [
  'redis://user:p%40ss@host:6379/3',
  'rediss+cluster://:p@a:1,b:2',
  'redis+sentinel://h1:26379,[2001:db8::1]:26379/0?name=mymaster&x=1',
];

/** Settings as the environment gives them. */
export const SETTINGS_PARSERS: readonly Parser[] = [
  {
    name: 'settings',
    seeds: SETTINGS,
    refuses: oneOf(ConfigError),
    run: input => {
      const environment = Object.fromEntries(
        textOf(input)
          .split('\n')
          .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
      const config = readConfig(environment, () => 's'.repeat(40));
      // What was let through must be of use where it is needed: a service that has started must not fail on it.
      trustedProxies(config.TRUSTED_PROXIES)('203.0.113.1');
      securityHeaders(config.PUBLIC_URL ?? null);
      configuredProvider(config)?.answer([]);
      languagesOfNumbers(config.SMS_NUMBERS);
      if (config.EDITION_SIGNING_KEYS.length > 0)
        editionSigner(config.EDITION_SIGNING_KEYS.map(key => Buffer.from(key, 'base64'))).sign('x');
      promised(Number.isInteger(config.PORT), 'a port that is no number');
      return true;
    },
  },
  {
    name: 'address of Redis',
    seeds: ADDRESSES,
    refuses: oneOf(RedisAddressError),
    run: input => {
      const address = parseRedisAddress(textOf(input));
      const hosts =
        address.kind === 'single'
          ? [address.host]
          : address.kind === 'cluster'
            ? address.hosts
            : address.sentinels;
      promised(
        hosts.every(({ host, port }) => host !== '' && port > 0 && port < 65_536),
        'a host without name or port',
      );
      return true;
    },
  },
];
