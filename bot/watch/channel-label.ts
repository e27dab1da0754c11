const OWN = new Set(['directline', 'sms', 'emulator', 'msteams', 'webchat', 'email', 'facebook', 'slack']);

/** A channel's name as a label: what callers of `/api/messages` make up is `other`, so labels stay few. */
export function channelLabel(channel: string): string {
  return OWN.has(channel) ? channel : 'other';
}
