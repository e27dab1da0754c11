import type { Config } from '../../config.ts';
import { phoneNumber } from './phone-number.ts';
import type { SmsProvider } from './sms-provider.ts';
import { twilioProvider } from './twilio/twilio-provider.ts';
import { vonageProvider } from './vonage/vonage-provider.ts';

const API_URL = { twilio: 'https://api.twilio.com', vonage: 'https://api.nexmo.com' } as const;

/** The provider that the settings name, or null where there is none. */
export function configuredProvider(config: Config): SmsProvider | null {
  const { SMS_PROVIDER: name, SMS_ACCOUNT: account, SMS_SECRETS: secrets, PUBLIC_URL: publicUrl } = config;
  if (name === undefined || account === undefined || publicUrl === undefined) return null;
  const apiUrl = (config.SMS_API_URL ?? API_URL[name]).replace(/\/$/, '');
  return name === 'twilio'
    ? twilioProvider({
        accountSid: account,
        authTokens: secrets,
        publicUrl: publicUrl.replace(/\/$/, ''),
        apiUrl,
      })
    : vonageProvider({ apiKey: account, secrets, apiUrl });
}

/** Our numbers that have a language of their own, by number. */
export function languagesOfNumbers(numbers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    numbers.flatMap(entry => {
      const [number = '', language] = entry.split('=');
      return language ? [[phoneNumber(number), language] as const] : [];
    }),
  );
}
